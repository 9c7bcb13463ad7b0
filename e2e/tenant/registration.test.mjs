// docs/app-registration.json, the body that registers the portal with Microsoft Graph: of the shape that Graph
// documents (the type check does that), with the addresses that the local tenant registers, and with the permissions
// that the portal asks for, no more and no fewer.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../build/pages.mjs';
import registration from '../../docs/app-registration.json' with { type: 'json' };
import { app } from './organizations.mjs';

/**
 * A value without a field, at any depth, that its type does not know: the types of Graph have optional fields only, so
 * a misspelled one would fit them.
 * @template Given, Known
 * @typedef {Given extends (infer Item)[] ? Known extends (infer Other)[] ? Exactly<Item, Other>[] : never
 *   : Given extends object ? { [Name in keyof Given]: Name extends keyof Known ? Exactly<Given[Name], NonNullable<Known[Name]>> : never }
 *   : Given} Exactly
 */

/** @typedef {import('@microsoft/microsoft-graph-types').Application} Application */

// Checked by `npm run check`.
void (/** @satisfies {Application & Exactly<typeof registration, Application>} */ (registration));

/** Graph's own ids of its delegated permissions, in the global cloud. Source: Microsoft Graph permissions reference. */
const permissions = {
  openid: '37f7f235-527c-4136-accd-4a02d197296e',
  profile: '14dad69e-099b-42c9-810b-d002981feec1',
  offline_access: '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
  'User.Read': 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
  'User.Invite.All': '63dd7cd9-b489-4adf-a28c-ac38b9a0f962',
  'User.Read.All': 'a154be20-db9c-4678-8ab7-66f6cc099a59',
  'Organization.Read.All': '4908d5b9-3fb2-4b1e-9336-1888b7937185',
  'LicenseAssignment.Read.All': 'f395577a-0960-456b-979f-7228de0c5996',
  'LicenseAssignment.ReadWrite.All': 'f55016cc-149c-447e-8f21-7cf3ec1d6350',
  'User.ReadWrite.All': '204e0828-b5ca-4ad8-b9f3-f32a958e7cc4',
};

/** What does as well where an administrator has consented to it; the portal knows it, and it need not be registered. */
const instead = ['User.ReadBasic.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];

const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the registration asks Graph for these permissions, as a person', () => {
  const [graph, ...others] = registration.requiredResourceAccess;
  assert.deepEqual(others, []);
  assert.equal(graph.resourceAppId, '00000003-0000-0000-c000-000000000000');
  assert.deepEqual(graph.resourceAccess, Object.values(permissions).map((id) => ({ id, type: 'Scope' })));
});

test('they are those that the portal names in its code', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join(root, 'src', name));
  const code = sources.filter((name) => name.endsWith('.rs')).map((name) => readFileSync(name, 'utf8').split('#[cfg(test)]')[0]).join('\n');
  const named = new Set([...code.matchAll(/"((?:User|LicenseAssignment|Organization|Directory|Group)\.\w+(?:\.\w+)?)"/g)].map(([, name]) => name));
  const known = [...Object.keys(permissions).filter((name) => name.includes('.')), ...instead];
  assert.deepEqual([...named].toSorted(), known.toSorted());
});

test('the addresses are those of the pages that sign in, as single-page application, and the README names them', () => {
  const [portal] = registration.spa.redirectUris;
  assert.deepEqual(registration.spa.redirectUris, app.pages.map((page) => new URL(page, portal).href));
  assert.ok(!('web' in registration) && !('publicClient' in registration));
  for (const address of registration.spa.redirectUris) assert.ok(readme.includes(`\`${address}\``), address);
});

test('the README says who consents to each permission, and names the optional claims', () => {
  for (const name of Object.keys(permissions)) assert.ok(readme.includes(`\`${name}\``), name);
  for (const { name } of registration.optionalClaims.idToken) assert.ok(readme.includes(`\`${name}\``), name);
});
