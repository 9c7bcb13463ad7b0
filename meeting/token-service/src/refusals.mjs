// Every refusal of the service. The words are fixed: nothing of a request, of an error or of Azure's answer can get
// into them.

/** @typedef {import('../../token.d.ts').RefusalCode} RefusalCode */
/** @typedef {import('../../token.d.ts').TokenRefusal} TokenRefusal */
/** @typedef {{ status: number, fixer: import('../../token.d.ts').Fixer, message: string }} Meaning */

/** @type {Record<RefusalCode, Meaning>} */
export const refusals = {
  'acs-down': { status: 503, fixer: 'microsoft', message: 'Azure Communication Services cannot be reached or answers wrongly. Try again later.' },
  'acs-refused': { status: 500, fixer: 'portal', message: 'Azure Communication Services refuses this service: its connection string, endpoint or managed identity is wrong.' },
  'acs-slow': { status: 503, fixer: 'microsoft', message: 'Azure Communication Services did not answer in time. Try again.' },
  'acs-throttled': { status: 503, fixer: 'microsoft', message: 'Azure Communication Services is busy. Try again after the time in Retry-After.' },
  'event-over': { status: 403, fixer: 'organizer', message: 'Tokens for this event are no longer issued: its time in the configuration of this service is over.' },
  'event-too-early': { status: 403, fixer: 'guest', message: 'Tokens for this event are not issued yet: its time in the configuration of this service has not begun.' },
  'event-unknown': { status: 403, fixer: 'portal', message: 'The configuration of this service does not name this event.' },
  failed: { status: 500, fixer: 'portal', message: 'The service failed.' },
  malformed: { status: 400, fixer: 'portal', message: 'Expected JSON: {"tenant": a GUID, "event": 16 lower-case hexadecimal digits} and nothing else.' },
  method: { status: 405, fixer: 'portal', message: 'Expected another method: POST for /token, GET for /health.' },
  'not-found': { status: 404, fixer: 'portal', message: 'There is nothing at this address but /token and /health.' },
  'origin-unknown': { status: 403, fixer: 'portal', message: 'The configuration of this service does not name the origin of this page.' },
  'too-large': { status: 413, fixer: 'portal', message: 'Expected a body of at most 1024 bytes.' },
  'too-many': { status: 429, fixer: 'guest', message: 'Too many tokens were asked for. Try again after the time in Retry-After.' },
  'too-slow': { status: 408, fixer: 'guest', message: 'The request did not arrive in time. Try again.' },
  type: { status: 415, fixer: 'portal', message: 'Expected Content-Type: application/json, in UTF-8 and not compressed.' },
};

/** A refusal on its way to the page. */
export class Refused extends Error {
  /** @param {RefusalCode} code @param {number} [retryAfter] seconds */
  constructor(code, retryAfter) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The body that goes with a refusal. @param {RefusalCode} code @returns {TokenRefusal} */
export function refusalBody(code) {
  const { message, fixer } = refusals[code];
  return { error: { code, message, fixer } };
}
