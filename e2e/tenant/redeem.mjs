// Invitations: their redeem address, the way from the mail to Review permissions, and where it ends.

import { createHash } from 'node:crypto';
import { guid, objectId } from './claims.mjs';
import { failure } from './errors.mjs';
import { redirect } from './http.mjs';
import { proceed, showDeadEnd } from './login.mjs';
import { contoso } from './organizations.mjs';
import { record } from './recordings.mjs';
import { beginSignIn } from './signin.mjs';
import { answerOf, nextAction, perform } from './switchboard.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./people.mjs').Person} Person */

/**
 * The address behind "Accept invitation", in the shape Graph documents for `inviteRedeemUrl`.
 * @param {string} origin   of the tenant
 * @param {Person} person
 * @param {number} [round]  counts resets of the redemption
 */
export function redeemUrl(origin, person, round = 0) {
  const inner = new URL('/redeem/', origin);
  inner.searchParams.set('tenant', contoso.tenantId);
  inner.searchParams.set('user', objectId(contoso, person));
  inner.searchParams.set('ticket', ticket(person, round));
  inner.searchParams.set('ver', '2.0');
  return `${origin}/redeem?rd=${encodeURIComponent(inner.href)}`;
}

/** The invitation's id in Graph. @param {Person} person @param {number} round */
export function invitationId(person, round) {
  return guid('invitation', person.key, String(round));
}

/** Stable, so that a printed link survives a restart. @param {Person} person @param {number} round */
function ticket(person, round) {
  return createHash('sha256').update(`ticket|${person.key}|${round}`).digest('base64url');
}

/** `/redeem?rd=…`: the outer address only leads to the inner one, and to no other host.
 * @param {Visit} visit
 */
export async function redeem(visit) {
  const { url, cloud, response } = visit;
  record(visit, { endpoint: 'redeem' });
  if (await overridden(visit)) return undefined;
  const inner = url.searchParams.get('rd') ?? '';
  if (!inner.startsWith(`${cloud.origin}/redeem/?`)) return showDeadEnd(visit, 90023);
  return redirect(response, inner);
}

/** `/redeem/?tenant=…&user=…&ticket=…&ver=2.0`: signs the guest in to the host and asks for the permissions.
 * @param {Visit} visit
 */
export async function redeemInvitation(visit) {
  const { url, world } = visit;
  record(visit, { endpoint: 'redeem', tenant: 'host' });
  const person = world.personWithId(contoso, url.searchParams.get('user') ?? '');
  const standing = person && world.standing(person);
  const valid = url.searchParams.get('tenant') === contoso.tenantId
    && person !== undefined
    && standing?.invitation
    && url.searchParams.get('ticket') === ticket(person, standing.invitationRound);
  if (!valid) {
    return showDeadEnd(visit, 90023, { text: 'The invitation is not valid or has been replaced by a newer one.' });
  }
  const asked = new URLSearchParams({ login_hint: person.address });
  const signIn = beginSignIn(visit, {
    purpose: 'redeem',
    authority: contoso.tenantId,
    asked,
    invited: person,
    done: (later) => redirect(later.response, end(later, person)),
    refused: showDeadEnd,
  });
  return proceed(visit, signIn);
}

/** Where the redeemed invitation leads. @param {Visit} visit @param {Person} person */
function end({ cloud, world }, person) {
  const usual = person.invitationLeadsTo === 'portal' ? cloud.invitationReturn : null;
  const { redirect: chosen = usual } = world.standing(person);
  return chosen ?? `${cloud.origin}/myapps?tenantid=${contoso.tenantId}`;
}

/** @param {Visit} visit */
async function overridden(visit) {
  const action = await nextAction(visit.world, { endpoint: 'redeem', tenant: 'host', person: null });
  if (!action) return false;
  if (action.kind === 'microsoft-page' || action.kind === 'oauth-error') {
    showDeadEnd(visit, action.code ?? 90023, { text: action.description });
  } else {
    perform(answerOf(action, (_status, code) => ({ error: failure(code ?? 90023).description })), visit.response);
  }
  return true;
}
