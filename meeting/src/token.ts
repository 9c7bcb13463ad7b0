// Asks the deployment's token service for a pass into the meeting: one guest, one meeting, for a while. The service is
// somebody else's, so its answers are read strictly.

import type { Handover } from './handover';
import { Trouble, type TroubleId } from './trouble';

export interface Pass {
  userId: string;
  token: string;
  /** The resource that passes on the chat; without it there is none. */
  endpoint?: string;
}

/** Patience with a service, in milliseconds. */
const PATIENCE = 20_000;

/**
 * A pass for this event.
 * @throws {Trouble} when there is no service, or it gives none
 */
export async function askForPass({ tenant, event }: Pick<Handover, 'tenant' | 'event'>): Promise<Pass> {
  const service = await serviceAddress();
  const response = await fetch(service, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant, event }),
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new Trouble('pass-unreached');
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(response, answer);
  return readPass(answer, Date.now()) ?? unreadable();
}

/** A pass as the service writes it, with some time left on it. */
export function readPass(answer: unknown, now: number): Pass | undefined {
  const { userId, token, expiresOn, endpoint } = fields(answer);
  const isSound =
    typeof userId === 'string' && /^8:[a-z]+:[\x21-\x7e]{1,200}$/.test(userId) &&
    typeof token === 'string' && /^[\x21-\x7e]{1,16384}$/.test(token) &&
    typeof expiresOn === 'string' && Date.parse(expiresOn) > now &&
    (endpoint === undefined || isEndpoint(endpoint));
  return isSound ? { userId, token, endpoint } : undefined;
}

/** Where config.json says that the service is. */
async function serviceAddress(): Promise<string> {
  const response = await fetch('config.json').catch(() => {
    throw new Trouble('pass-unreached');
  });
  const config: unknown = await response.json().catch(() => undefined);
  const { tokenUrl } = fields(fields(config).acs);
  if (typeof tokenUrl !== 'string' || !isServiceAddress(tokenUrl)) throw new Trouble('no-service');
  return tokenUrl;
}

function refusal(response: Response, answer: unknown): Trouble {
  const { code } = fields(fields(answer).error);
  const said = typeof code === 'string' && /^[a-z-]{1,40}$/.test(code) ? code : String(response.status);
  return new Trouble(REFUSALS[said] ?? REFUSALS[response.status] ?? 'pass-failed', `${response.status} ${said}`);
}

/** By the service's own code, else by the status. */
const REFUSALS: Record<string, TroubleId> = {
  'event-too-early': 'pass-too-early',
  'event-over': 'pass-over',
  401: 'pass-refused',
  403: 'pass-refused',
  429: 'pass-busy',
  503: 'pass-busy',
};

function unreadable(): never {
  throw new Trouble('pass-failed', 'unreadable');
}

/** Over TLS, or on this very machine. */
function isServiceAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return username === '' && (protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost'));
}

function isEndpoint(endpoint: unknown): endpoint is string {
  return typeof endpoint === 'string' && /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.communication\.azure\.com\/?$/.test(endpoint);
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
