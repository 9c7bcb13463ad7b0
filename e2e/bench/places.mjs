// Where things are that the parts of the bench share.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, work } from '../build/pages.mjs';

/** The peers' sources. */
export const sources = join(root, 'e2e/bench/peer');

/** What the bench makes: a folder per build, as it is served. */
export const made = join(work, 'bench');

/** Fixed, since the peers have the tenant's address written into them by their build. */
export const ports = { site: 18700, tenant: 18701 };

export const tenantOrigin = `http://localhost:${ports.tenant}`;

/** The distribution's own. */
export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
