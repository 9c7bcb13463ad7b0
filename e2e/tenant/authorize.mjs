// The authorize endpoint: what is refused at once, what the sign-in pages decide, and the redirect back to the portal.

import { randomUUID } from 'node:crypto';
import { clientInfo } from './claims.mjs';
import { failure, redirectErrorFields } from './errors.mjs';
import { readForm, redirect } from './http.mjs';
import { proceed, showDeadEnd } from './login.mjs';
import { adminScopes, app, organizationNamed, sharedAuthorities, userScopes } from './organizations.mjs';
import { answerAuthorize, requestedScopes } from './provider.mjs';
import { record } from './recordings.mjs';
import { beginSignIn, enteredOrganization, nextStep, silentRefusal } from './signin.mjs';
import { answerOf, nextAction, perform } from './switchboard.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./signin.mjs').SignIn} SignIn */

/** @param {Visit} visit @param {string} authority */
export async function authorize(visit, authority) {
  const { cloud, request, url } = visit;
  const asked = request.method === 'POST' ? await readForm(request) : url.searchParams;
  const tenant = cloud.role(authority);
  record(visit, { endpoint: 'authorize', tenant });
  if (tenant === null) return showDeadEnd(visit, 90002);
  if (await overridden(visit, asked, { endpoint: 'authorize', tenant, person: null }, (rule) => rule.match.person === undefined)) return undefined;

  const wrong = wrongWithRequest(visit, asked);
  if (wrong?.shown) return showDeadEnd(visit, wrong.code);
  if (wrong) return backToPortal(visit, asked, wrong.code);

  const named = organizationNamed(authority)?.tenantId ?? authority;
  const signIn = beginSignIn(visit, {
    purpose: 'app',
    authority: named,
    asked,
    done: (later, person) => giveCode(later, signIn, person),
    refused: (later, code) => backToPortal(later, asked, code),
  });
  if (asked.get('prompt') === 'none') {
    const refusal = silentRefusal(nextStep(signIn, visit));
    if (refusal !== undefined) {
      visit.world.signIns.delete(signIn.id);
      return backToPortal(visit, asked, refusal);
    }
  }
  return proceed(visit, signIn);
}

/** @param {Visit} visit @param {SignIn} signIn @param {import('./people.mjs').Person} person */
async function giveCode(visit, signIn, person) {
  const { cloud, request, response, world } = visit;
  const { asked } = signIn;
  const organization = enteredOrganization(signIn, world);
  if (!organization) return showDeadEnd(visit, 50059);
  const subject = { endpoint: 'authorize', tenant: cloud.role(signIn.authority), person };
  if (await overridden(visit, asked, subject, (rule) => rule.match.person !== undefined)) return undefined;
  return answerAuthorize(cloud.directoryOf(organization), request, response, asked, world.accountId(person), {
    onRedirect(fields) {
      const problem = fields.get('error');
      if (problem) {
        const code = problem === 'invalid_request' ? 90023 : 70005;
        const what = failure(code, { error: problem, text: fields.get('error_description') ?? undefined });
        for (const [name, value] of Object.entries(redirectErrorFields(what, cloud.origin))) fields.set(name, value);
      }
      if (asked.get('client_info') === '1') fields.set('client_info', clientInfo(organization, person));
      fields.set('session_state', randomUUID());
      if (!world.switches.iss) fields.delete('iss');
    },
  });
}

/** What Entra refuses at once: on its own page when the way back cannot be trusted, else by redirect.
 * @param {Visit} visit @param {URLSearchParams} asked
 * @returns {{ code: number, shown: boolean } | undefined}
 */
function wrongWithRequest({ cloud }, asked) {
  if (asked.get('client_id') !== app.clientId) return { code: asked.has('client_id') ? 700016 : 900144, shown: true };
  if (!cloud.isRegistered(asked.get('redirect_uri') ?? '')) return { code: 50011, shown: true };
  const scopes = requestedScopes(asked.get('scope'));
  if (asked.get('response_type') !== 'code') return { code: 70005, shown: false };
  if (scopes.length === 0) return { code: 900144, shown: false };
  if (scopes.some((scope) => !userScopes.includes(scope) && !adminScopes.includes(scope))) return { code: 70011, shown: false };
  if (!asked.get('code_challenge')) return { code: 9002325, shown: false };
  if (asked.get('code_challenge_method') !== 'S256') return { code: 50149, shown: false };
  return undefined;
}

/** Applies the switchboard to an authorize request; true when it has answered.
 * @param {Visit} visit
 * @param {URLSearchParams} asked
 * @param {import('./switchboard.mjs').Subject} subject
 * @param {(rule: import('./switchboard.mjs').Rule) => boolean} wanted
 */
async function overridden(visit, asked, subject, wanted) {
  const action = await nextAction(visit.world, subject, wanted);
  if (!action) return false;
  const more = { error: action.error, text: action.description };
  if (action.kind === 'microsoft-page' || (action.kind === 'oauth-error' && action.redirect === false)) {
    showDeadEnd(visit, action.code ?? 90023, more);
  } else if (action.kind === 'oauth-error') {
    backToPortal(visit, asked, action.code ?? 90023, more);
  } else {
    perform(answerOf(action, (_status, code) => ({ error: failure(code ?? 90023).description })), visit.response);
  }
  return true;
}

/** @param {Visit} visit @param {URLSearchParams} asked @param {number} code @param {{ error?: string, text?: string }} [more] */
function backToPortal({ cloud, response }, asked, code, more = {}) {
  const what = failure(code, { ...more, correlationId: asked.get('client-request-id') });
  const fields = new URLSearchParams(redirectErrorFields(what, cloud.origin));
  const state = asked.get('state');
  if (state !== null) fields.set('state', state);
  const mark = asked.get('response_mode') === 'fragment' ? '#' : '?';
  redirect(response, `${asked.get('redirect_uri')}${mark}${fields}`);
}

/** The authorities this server answers for. @param {string} segment */
export function isAuthority(segment) {
  return sharedAuthorities.includes(segment) || organizationNamed(segment) !== undefined;
}
