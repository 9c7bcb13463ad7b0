// Graph's invitations: Contoso takes a guest in, and counts how often.

import { isGuest, objectId } from './claims.mjs';
import { badRequest, denied, ok } from './graph-answer.mjs';
import { holds, may } from './permissions.mjs';
import { invitationId, redeemUrl } from './redeem.mjs';

/** @typedef {import('./graph.mjs').Caller} Caller */
/** @typedef {import('./graph.mjs').Question} Question */
/** @typedef {import('./graph-answer.mjs').Answer} Answer */
/** @typedef {import('@microsoft/microsoft-graph-types').Invitation} Invitation */

/** Only whose role brings it may invite, and only Contoso takes guests. @param {Caller} caller @param {Question} question @returns {Answer} */
export function invite(caller, { body }) {
  if (!may(caller, 'invite') || !holds(caller, 'User.Invite.All', 'User.ReadWrite.All')) return denied();
  const { world, organization, origin } = caller;
  const wish = /** @type {Invitation} */ (body ?? {});
  const wrong = wrongWith(wish, caller);
  if (wrong !== undefined) return badRequest(wrong);
  const address = wish.invitedUserEmailAddress ?? '';
  const redirect = wish.inviteRedirectUrl ?? '';
  const known = world.personAt(address);
  if (wish.resetRedemption && known) world.resetRedemption(known);
  const guest = world.invite(address, wish.invitedUserDisplayName ?? address, redirect);
  const info = wish.invitedUserMessageInfo;
  const cc = (info?.ccRecipients ?? []).flatMap((each) => each?.emailAddress?.address ?? []);
  const mailed = wish.sendInvitationMessage ?? false;
  world.count(guest, {
    mailed,
    name: wish.invitedUserDisplayName ?? address,
    language: info?.messageLanguage ?? null,
    message: info?.customizedMessageBody ?? null,
    cc,
    redirect,
  });
  const standing = world.standing(guest);
  /** @type {Invitation} */
  const made = {
    id: invitationId(guest, standing.invitationRound),
    invitedUserDisplayName: guest.name,
    invitedUserEmailAddress: guest.address,
    invitedUserType: 'Guest',
    inviteRedeemUrl: redeemUrl(origin, guest, standing.invitationRound),
    inviteRedirectUrl: redirect,
    resetRedemption: wish.resetRedemption ?? false,
    sendInvitationMessage: mailed,
    invitedUserMessageInfo: {
      messageLanguage: info?.messageLanguage ?? null,
      customizedMessageBody: info?.customizedMessageBody ?? null,
      ccRecipients: cc.length > 0 ? info?.ccRecipients : [{ emailAddress: { name: null, address: null } }],
    },
    status: standing.invitation === 'Accepted' ? 'Completed' : 'PendingAcceptance',
    invitedUser: { id: objectId(organization, guest) },
  };
  return ok({ '@odata.context': `${origin}/graph/v1.0/$metadata#invitations/$entity`, ...made }, 201);
}

/** Why Entra turns the invitation down. Its words about a forbidden domain are not published; these are ours.
 * @param {Invitation} wish @param {Caller} caller
 * @returns {string | undefined}
 */
function wrongWith(wish, { world, organization }) {
  const address = wish.invitedUserEmailAddress ?? '';
  const domain = address.slice(address.indexOf('@') + 1).toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) return 'The invited user email address is missing or not valid.';
  if (!URL.canParse(wish.inviteRedirectUrl ?? '')) return 'The invite redirect URL is missing or not valid.';
  if (world.switches.blockedDomains.includes(domain)) return 'Invitations to users of this domain are not allowed by the policy of the organization.';
  const known = world.personAt(address);
  if (known && !isGuest(organization, known)) return 'The user already exists in the directory.';
  if ([organization.domain, organization.initialDomain].includes(domain)) {
    return "This user cannot be invited because the domain of the user's email address is a verified domain of this directory.";
  }
  if (wish.resetRedemption && (!known || world.standing(known).invitation === null || wish.invitedUser?.id !== objectId(organization, known))) {
    return 'The e-mail address does not match the invited user.';
  }
  return (wish.invitedUserMessageInfo?.ccRecipients?.length ?? 0) > 1 ? 'An invitation can be copied to one recipient.' : undefined;
}
