// What lands in people's mailboxes, and the page an invitation without a redirect ends on.

import { document } from './pages.mjs';
import { html } from './html.mjs';
import { sendPage } from './http.mjs';
import { contoso } from './organizations.mjs';
import { people } from './people.mjs';
import { record } from './recordings.mjs';
import { redeemUrl } from './redeem.mjs';
import { nextAction, answerOf, perform } from './switchboard.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */

const organizer = people.find((person) => person.roles?.includes('Guest Inviter'));

/** The invitation mail of a guest. @param {Visit} visit @param {string} key */
export async function invitationMail(visit, key) {
  const { world, cloud, response } = visit;
  record(visit, { endpoint: 'mail' });
  const person = world.people.get(key);
  const standing = person && world.standing(person);
  const action = await nextAction(world, { endpoint: 'mail', tenant: null, person: person ?? null });
  if (action) return perform(answerOf(action, () => ({})), response);
  if (!person || !standing?.invitation) return nothing(visit, 'No invitation was sent to this person.');
  const invited = world.invitations.get(person.address);
  sendPage(response, 200, document('Invitation mail', html`
    <main>
      <p><a href="/people">All people</a></p>
      <h1>${organizer?.name} invited you to access applications within their organization</h1>
      <dl>
        <dt>From</dt><dd>Microsoft Invitations on behalf of ${contoso.name} &lt;invites@microsoft.com&gt;</dd>
        <dt>To</dt><dd>${person.address}</dd>
        ${invited && invited.cc.length > 0 && html`<dt>Cc</dt><dd>${invited.cc.join(', ')}</dd>`}
      </dl>
      <div class="mail">
        <p>Please only act on this mail if you trust the organization below. It was invited by a person, not by Microsoft.</p>
        <p>Organization: <b>${contoso.name}</b><br>Domain: ${contoso.domain}</p>
        ${invited?.message && html`<blockquote>${invited.message}</blockquote>`}
        <p>If you accept this invitation, you'll be sent to a sign-in page and asked to review permissions.</p>
        <p><a class="button" href="${redeemUrl(cloud.origin, person, standing.invitationRound)}">Accept invitation</a></p>
        <p>You are receiving this mail because ${organizer?.name} (${organizer?.address}) invited ${person.address}.</p>
      </div>
    </main>`));
  return undefined;
}

/** The one-time codes a person was sent. @param {Visit} visit @param {string} key */
export function inbox(visit, key) {
  const { world, response } = visit;
  record(visit, { endpoint: 'inbox' });
  const person = world.people.get(key);
  if (!person) return nothing(visit, 'Nobody here has that mailbox.');
  const mails = world.inboxes.get(person.address) ?? [];
  sendPage(response, 200, document(`Mailbox of ${person.address}`, html`
    <main>
      <p><a href="/people">All people</a></p>
      <h1>Mailbox of ${person.address}</h1>
      ${mails.length === 0 && html`<p>No mail yet. Sign in as ${person.name} first, then reload.</p>`}
      ${mails.map((mail) => html`
        <article class="mail">
          <h2>${mail.subject}</h2>
          <p><small>From ${mail.from}, ${mail.at}</small></p>
          <p>Enter this code to sign in: <b class="code">${mail.code}</b></p>
        </article>`)}
    </main>`));
  return undefined;
}

/** My Apps, for someone nobody has given an app. @param {Visit} visit */
export function myApps(visit) {
  record(visit, { endpoint: 'my-apps' });
  sendPage(visit.response, 200, document('My Apps', html`
    <main>
      <p class="brand">${contoso.name}</p>
      <h1>My Apps</h1>
      <p>There are no apps to show.</p>
      <p class="local">Only here: this is where a real invitation from the admin center ends. It worked; nothing is missing.
        Go back to the tab you came from.</p>
    </main>`));
}

/** @param {Visit} visit @param {string} text */
function nothing({ response }, text) {
  sendPage(response, 404, document('Nothing here', html`<main><h1>Nothing here</h1><p>${text}</p><p><a href="/people">All people</a></p></main>`));
}
