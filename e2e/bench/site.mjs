// All builds on one address, as a careful host serves them: the cookie `build` says which of them.

import { join } from 'node:path';
import { dist } from '../build/pages.mjs';
import { portalAnswers, served } from '../serve.mjs';
import { cookies } from '../tenant/http.mjs';
import { made, ports, tenantOrigin } from './places.mjs';

/** The portal itself, among the builds. */
export const ours = 'portal';

/** @param {string[]} peers */
export async function startSite(peers) {
  /** @type {Map<string, import('../serve.mjs').Answers>} */
  const builds = new Map();
  const add = async (/** @type {string} */ name) => {
    builds.set(name, await portalAnswers({ dist: name === ours ? dist : join(made, name), tenantOrigin, writesMarkup: name !== ours }));
  };
  for (const name of [ours, ...peers]) await add(name);
  const site = await served((request, response) => {
    const answers = builds.get(cookies(request).get('build') ?? ours);
    if (answers) return answers(request, response);
    response.writeHead(404).end();
  }, ports.site);
  return { ...site, add };
}
