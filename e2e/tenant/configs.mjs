// The portal's `config.json` for the local tenant, and variants of it that tests (or a curious person) choose with
// the cookie `portal-config`: some are other deployments, some are broken on purpose.

import { meetingTokenUrl } from './meeting-token.mjs';
import { app, contoso, fabrikam } from './organizations.mjs';

/** @typedef {{ status: number, text: string }} ConfigAnswer */

/**
 * Every named config, as the portal's server answers `/config.json`.
 * @param {string} tenantOrigin
 * @param {string} [world]    whose token service it names, where it names one
 * @returns {Record<string, ConfigAnswer>}
 */
export function configs(tenantOrigin, world = 'default') {
  const base = config(tenantOrigin);
  const { 'mesh-pc': mesh, 'teams-immersive': teams } = base.targets;
  const { scheme: _scheme, ...schemeless } = mesh;
  const { hosts: _hosts, ...hostless } = base;
  const { login: _login, ...loginless } = base.cloud;
  return {
    default: answer(base),
    'no-scheme': answer({ ...base, targets: { 'mesh-pc': schemeless, 'teams-immersive': teams } }),
    retired: answer({ ...base, targets: { 'mesh-pc': { ...mesh, retiredOn: '2025-12-01' }, 'teams-immersive': teams } }),
    'no-home-leg': answer({ ...base, signIn: { ...base.signIn, homeLeg: false } }),
    'two-hosts': answer({ ...base, hosts: [...base.hosts, host(fabrikam)] }),
    'other-host': answer({ ...base, hosts: [host(fabrikam)] }),
    'doors-open-early': answer({ ...base, doorsOpenMinutes: 1440 }),
    branded: answer({ ...base, hosts: [{ ...host(contoso), brand: { logo: 'icon.svg', accent: '#d9730d' } }] }),
    'branded-badly': answer({ ...base, hosts: [{ ...host(contoso), brand: { logo: 'brand/lost.png', accent: '#ffff00' } }] }),
    'extra-scopes': answer({ ...base, signIn: { ...base.signIn, extraScopes: ['LicenseAssignment.Read.All'] } }),
    meetings: answer({ ...base, acs: { tokenUrl: meetingTokenUrl(tenantOrigin, world) } }),
    'public-cloud': answer({ ...base, cloud: 'public' }),
    'unknown-app': answer({ ...base, clientId: '00000000-1111-4222-8333-444444444444' }),
    'missing-fields': answer({ ...hostless, cloud: loginless, targets: {} }),
    'wrong-types': answer({ ...base, clientId: 'not a guid', doorsOpenMinutes: '15', hosts: {} }),
    'wrong-events': answer({ ...base, events: { SPRING: '#i=1.e30.abcd', K7MTRX: 'https://mesh.cloud.microsoft/event/1' } }),
    broken: { status: 200, text: '{ "clientId": "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617", "cloud": ' },
    html: { status: 200, text: '<!doctype html><title>Not a config</title>' },
    'not-found': { status: 404, text: 'Not found' },
    'server-error': { status: 500, text: 'Server error' },
  };
}

/** The config of the local tenant. @param {string} tenantOrigin */
function config(tenantOrigin) {
  return {
    $schema: 'config.schema.json',
    clientId: app.clientId,
    cloud: { login: tenantOrigin, graph: `${tenantOrigin}/graph`, invitations: tenantOrigin },
    hosts: [host(contoso)],
    signIn: { homeLeg: true, extraScopes: /** @type {string[]} */ ([]) },
    targets: {
      'mesh-pc': {
        scheme: 'mesh-test:',
        eventHosts: ['mesh.cloud.microsoft', 'portal.mesh.microsoft.com'],
        storeId: '9NLXZJ1FDBD7',
        installUrl: 'https://apps.microsoft.com/detail/9NLXZJ1FDBD7',
        retiredOn: /** @type {string | null} */ (null),
      },
      'teams-immersive': {
        scheme: 'msteams:',
        eventHosts: ['teams.microsoft.com', 'teams.cloud.microsoft'],
        installUrl: 'https://www.microsoft.com/microsoft-teams/download-app',
      },
    },
    doorsOpenMinutes: 15,
    privacyUrl: null,
  };
}

/** @param {import('./organizations.mjs').Organization} organization */
function host({ tenantId, domain, name }) {
  return { tenantId, domain, name, support: { name: `${name} IT help desk`, contact: `help@${domain}` } };
}

/** @param {unknown} body @returns {ConfigAnswer} */
function answer(body) {
  return { status: 200, text: `${JSON.stringify(body, null, 2)}\n` };
}
