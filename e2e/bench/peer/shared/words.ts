// What the screens say: the portal's own words, in one language.

import type { Invite } from './invite';
import { startOf } from './invite';
import { settings } from './settings';

const { host, login } = settings;

export const words = {
  name: 'Guest portal',
  of: `for events of ${host.name}`,
  note: 'Your password is asked for only on the sign-in pages of Microsoft or of your own organization, never here.',
  start: {
    lead: `${host.name} has invited you to an event in Microsoft Mesh. This page takes you there, one step at a time.`,
    when: 'When',
    by: 'Invited by',
    leaves: `The next page is Microsoft's, at ${new URL(login).host}. You type your password only there or at your own organization.`,
    button: 'Sign in',
    needs: 'Have ready',
    next: 'What comes next',
    nextSteps: [
      `You sign in as a guest of ${host.name}. That is where the event is, and it accepts your invitation if it is still open.`,
      'It is your own account. Nobody gives you a new password.',
      `${host.name} and your own organization may ask for a code or an approval on your phone.`,
    ],
  },
  lost: { heading: 'This link does not name an event', lead: 'Open the whole link from your invitation, or ask the person who invited you.' },
  leaving: { heading: "On to Microsoft's sign-in page", lead: 'Opening the sign-in page…' },
  exchanging: { heading: 'Finishing your sign-in', lead: 'Just a moment…' },
  failed: { heading: 'The sign-in did not work', button: 'Try again' },
  checking: { heading: 'Looking up your license', lead: `Asking ${host.name} whether your guest account has what the event needs…` },
  missing: {
    heading: 'A license seems to be missing',
    lead: `Your guest account at ${host.name} seems to lack something. You did nothing wrong.`,
    button: 'Continue anyway',
  },
  found: { heading: 'Your license is there', button: 'Continue' },
  launch: { heading: 'Open the event in the Mesh app', lead: 'Press the button below. Your browser may ask for permission: choose Open.', button: 'Open the event' },
};

export function titleOf({ title }: Invite): string {
  return `Your way into ${title}`;
}

export function factsOf(invite: Invite): [name: string, value: string][] {
  const by = `${host.name} (${host.domain})`;
  return [
    [words.start.when, `${startOf(invite)}, ${Math.round(invite.minutes / 60)} hours`],
    [words.start.by, invite.organizer ? `${invite.organizer} of ${by}` : by],
  ];
}

export function needsOf({ guest }: Invite): string[] {
  return [
    guest ? `The invited address: ${guest}` : 'The address that was invited: the one your invitation came to',
    'A Windows PC: guests cannot join from anything else',
    'Your phone, in case a code is sent to it',
    'About 15 minutes the first time',
  ];
}
