// The event of the invite link: `#i=1.<base64url of JSON>.<check>`. It is kept for the way to the sign-in and back.

import { settings } from './settings';

export interface Invite {
  title: string;
  starts: Date;
  minutes: number;
  link: string;
  guest?: string;
  organizer?: string;
}

const key = 'invite';

/** The invite that the address names, else the one that this tab came with. */
export function readInvite(): Invite | undefined {
  const [, written] = /^#i=(.+)$/.exec(location.hash) ?? [];
  if (written) sessionStorage.setItem(key, written);
  const kept = written ?? sessionStorage.getItem(key);
  return kept ? decode(kept) : undefined;
}

function decode(written: string): Invite | undefined {
  const [version, payload] = written.split('.');
  if (version !== '1' || !payload) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
    const wire = JSON.parse(new TextDecoder().decode(bytes));
    if (wire.h !== settings.tenantId) return undefined;
    return { title: wire.t, starts: new Date(wire.s * 60_000), minutes: wire.d, link: wire.l, guest: wire.a, organizer: wire.n };
  } catch {
    return undefined;
  }
}

/** "Sunday, November 22, 2026 at 7:29 AM Central European Standard Time" */
export function startOf({ starts }: Invite): string {
  return starts.toLocaleString(undefined, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'long' });
}
