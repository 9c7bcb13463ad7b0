// What the guest's page hands over, in this tab's session storage: which meeting, and where the guest came from. The
// portal's own rules (src/domain/links) have decided there that it can be joined from here, and cleaned its link; what
// they could not have written is refused.

/** Where in session storage it lies. */
export const KEY = 'mesh.meeting';

/** How the SDK is told which meeting: exactly what the rules made of the invite. */
export type Locator = { meetingLink: string } | { meetingId: string; passcode?: string };

export interface Handover {
  locator: Locator;
  /** Guests of a meeting in a channel have no chat. */
  hasChat: boolean;
  /** The event's title. */
  title: string;
  /** The organization that hosts the event: its tenant id. */
  tenant: string;
  /** The event's key, for the token service. */
  event: string;
  /** What follows the # of the guest's page, with the #. */
  returnTo: string;
  /** A folder in public/words. */
  language: Language;
}

/** Languages of the portal, with the tag that sorts and formats. The UI library speaks all of them. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'he', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'tr', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

const BY_LINK = ['teams-meeting', 'teams-short-meeting', 'teams-channel-meeting'];
const BY_ID = 'teams-meeting-id';

/** Hosts of meetings that guests without an account can join: `shape::place` in src/domain/links. */
const HOSTS = ['teams.microsoft.com', 'teams.cloud.microsoft'];

/** Longest link, title and way back; far above what invites hold. */
const LONGEST = { link: 2048, title: 300, returnTo: 8192 };

/** Reads it. Anything but what the guest's page writes is nothing. */
export function readHandover(text: string | null): Handover | undefined {
  const { version, kind, title, tenant, event, returnTo, language, ...rest } = objectIn(text);
  const locator = locatorOf(kind, rest);
  if (
    version !== 1 || !locator || typeof title !== 'string' || title.length > LONGEST.title ||
    !matches(tenant, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) || !matches(event, /^[0-9a-f]{16}$/) ||
    !isWayBack(returnTo) || !isLanguage(language)
  ) return undefined;
  return { locator, hasChat: kind !== 'teams-channel-meeting', title, tenant, event, returnTo, language };
}

/** Where the guest came from, also where the rest cannot be read. */
export function wayBackIn(text: string | null): string {
  const { returnTo } = objectIn(text);
  return `./${isWayBack(returnTo) ? returnTo : ''}`;
}

/** The language that was chosen, also where the rest cannot be read. */
export function languageIn(text: string | null): Language {
  const { language } = objectIn(text);
  return isLanguage(language) ? language : 'en';
}

function locatorOf(kind: unknown, { link, meetingId, passcode, ...rest }: Record<string, unknown>): Locator | undefined {
  if (Object.keys(rest).length > 0) return undefined;
  if (kind === BY_ID) {
    if (link !== undefined || !matches(meetingId, /^\d{9,20}$/)) return undefined;
    if (passcode === undefined) return { meetingId };
    return matches(passcode, /^[A-Za-z0-9]{1,40}$/) ? { meetingId, passcode } : undefined;
  }
  const isByLink = typeof kind === 'string' && BY_LINK.includes(kind) && meetingId === undefined && passcode === undefined;
  return isByLink && isMeetingLink(link) ? { meetingLink: link } : undefined;
}

/** A link at Microsoft's own hosts, spelled as browsers spell it. Which of them lead to meetings, the rules know. */
function isMeetingLink(link: unknown): link is string {
  if (typeof link !== 'string' || link.length > LONGEST.link || !URL.canParse(link)) return false;
  const url = new URL(link);
  return url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '' && url.hash === '' &&
    HOSTS.includes(url.hostname) && link.startsWith(`https://${url.hostname}/`);
}

/** Nothing but a fragment: it never leads away from the portal. */
function isWayBack(fragment: unknown): fragment is string {
  return matches(fragment, /^(#[\x21-\x7e]*)?$/) && fragment.length <= LONGEST.returnTo;
}

function isLanguage(language: unknown): language is Language {
  return (LANGUAGES as readonly unknown[]).includes(language);
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function objectIn(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
