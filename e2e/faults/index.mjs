// The table of faults.

import { authorizeHome } from './authorize-home.mjs';
import { authorizeHost } from './authorize-host.mjs';
import { callbacks } from './callbacks.mjs';
import { graphChallenge } from './graph-challenge.mjs';
import { graphPassing } from './graph-passing.mjs';
import { graph } from './graph.mjs';
import { idToken } from './id-token.mjs';
import { life } from './life.mjs';
import { microsoftPages } from './microsoft-pages.mjs';
import { network } from './network.mjs';
import { token } from './token.mjs';

/** @type {import('./row.mjs').Row[]} */
export const rows = [
  ...authorizeHome,
  ...authorizeHost,
  ...microsoftPages,
  ...network,
  ...callbacks,
  ...token,
  ...idToken,
  ...graph,
  ...graphPassing,
  ...graphChallenge,
  ...life,
];
