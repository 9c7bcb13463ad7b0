// What can go wrong on the way into the meeting, and who can do something about it. Words: `meeting.trouble.<id>.…` in
// meeting.json; `teams-join.<code>.…` in support.json for codes that the support desk knows as well.

/** `Fixer` in src/domain/problem. */
export type Fixer = 'guest' | 'organizer' | 'portal' | 'microsoft';

const FIXERS = {
  'not-handed-over': 'guest',
  'no-service': 'portal',
  'pass-unreached': 'guest',
  'pass-refused': 'organizer',
  'pass-too-early': 'guest',
  'pass-over': 'organizer',
  'pass-busy': 'guest',
  'pass-failed': 'portal',
  'load': 'guest',
  'network': 'guest',
  'not-admitted': 'organizer',
  'removed': 'organizer',
  'failed': 'organizer',
  // Who fixes the codes of the SDK: `TeamsCode::fixer` in src/domain/support/teams.rs.
  '40200': 'portal',
  '40210': 'organizer',
  '40238': 'organizer',
} satisfies Record<string, Fixer>;

export type TroubleId = keyof typeof FIXERS;

/** Trying again would end the same. */
const FINAL: TroubleId[] = ['not-handed-over', 'no-service', 'pass-refused', 'pass-over', '40200', '40210', '40238'];

export class Trouble extends Error {
  /** `details`: codes for whoever is asked for help; nothing secret, nobody's name. */
  constructor(readonly id: TroubleId, readonly details = '') {
    super(`${id} ${details}`);
  }

  get fixer(): Fixer {
    return FIXERS[this.id];
  }

  get isFinal(): boolean {
    return FINAL.includes(this.id);
  }

  /** The words of a code stand with the support desk's. */
  get isCode(): boolean {
    return /^\d/.test(this.id);
  }
}

/** The pages of the UI library on which a call has come to its end. */
const ENDS: Record<string, TroubleId | 'left'> = {
  leftCall: 'left',
  removedFromCall: 'removed',
  accessDeniedTeamsMeeting: 'not-admitted',
  joinCallFailedDueToNoNetwork: 'network',
  badRequest: 'failed',
};

/** A reason of the SDK. */
export interface Reason {
  code?: number;
  subCode?: number;
}

/** What the end of a call is to the guest: `left`, a trouble, or nothing while it goes on. */
export function endOf(page: string, reason: Reason = {}): Trouble | 'left' | undefined {
  const end = ENDS[page];
  if (!end) return undefined;
  // 0 is an end as it should be, 487 the guest's own before it began. The library has one page for these and all else.
  if (end === 'left') return [undefined, 0, 487].includes(reason.code) ? end : troubleOf(reason);
  return new Trouble(knownCode(reason) ?? end, written(reason));
}

/** What an error of the SDK is to the guest. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const reason = reasonIn(error);
  const known = knownCode(reason);
  // 408 and 490 to 496 are what the SDK calls an unreachable or broken network, 0 what never got an answer.
  const isNetwork = reason.code === 408 || (reason.code !== undefined && reason.code >= 490 && reason.code <= 496);
  // 401: the SDK does not take the pass for one.
  const otherwise = reason.code === 401 ? 'pass-failed' : 'failed';
  return new Trouble(known ?? (isNetwork || isOffline() ? 'network' : otherwise), written(reason));
}

/** The browser's own word; sure only when it says so. */
function isOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}

/** The SDK's errors, bare or inside one of the UI library. */
function reasonIn(error: unknown): Reason {
  if (typeof error !== 'object' || error === null) return {};
  const { code, subCode, innerError } = error as Record<string, unknown>;
  if (typeof code === 'number') return { code, subCode: typeof subCode === 'number' ? subCode : undefined };
  return reasonIn(innerError);
}

function knownCode({ subCode }: Reason): TroubleId | undefined {
  const id = String(subCode);
  return id in FIXERS ? (id as TroubleId) : undefined;
}

function written({ code, subCode }: Reason): string {
  return [code, subCode].filter((each) => each !== undefined).join('/');
}
