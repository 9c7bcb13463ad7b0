// The switchboard: makes any answer late, broken, throttled or refused, in one world.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('./worlds.mjs').World} World */
/** @typedef {import('./people.mjs').Person} Person */

/** Where a rule can take hold. */
export const endpoints = [
  'authorize',
  'token',
  'logout',
  'discovery',
  'keys',
  'redeem',
  'mail',
  'graph.me',
  'graph.licenseDetails',
  'graph.users',
  'graph.user',
  'graph.invitations',
  'graph.subscribedSkus',
  'graph.assignLicense',
  'graph.batch',
  'graph',
  'meeting.token',
];

/**
 * What a rule does.
 * - `status`: answers with that status and body. `delay`: waits, then goes on as usual. `hang`: never answers.
 * - `drop`: closes the connection. `throttle`: 429 with Retry-After. `malformed`: JSON that breaks off. `html`: a web page.
 * - `flood`: megabytes of JSON. `nested`: JSON that is far too deep.
 * - `oauth-error`: refuses as Entra does; on authorize by redirect, or on a page when `redirect` is false.
 * - `microsoft-page`: a page with that AADSTS number, and no way back (authorize, redeem).
 * - `claims`: changes claims of the ID token (token). `answer`: changes fields of a good answer (token, meeting.token).
 * - `expire`: makes the code or refresh token too old (token), or the token that is answered (meeting.token).
 * - `claims-challenge`: 401 that asks for claims (Graph).
 * @typedef {object} Action
 * @property {'status' | 'delay' | 'drop' | 'hang' | 'throttle' | 'oauth-error' | 'malformed' | 'html' | 'flood' | 'nested' | 'claims' | 'answer' | 'microsoft-page' | 'expire' | 'claims-challenge'} kind
 * @property {number} [status]
 * @property {unknown} [body]
 * @property {Record<string, string>} [headers]
 * @property {number} [ms]
 * @property {number} [megabytes]
 * @property {number} [levels]
 * @property {number} [retryAfter]   seconds
 * @property {string} [error]        OAuth error, or the code of a refusal (meeting.token)
 * @property {string} [description]
 * @property {number} [code]         AADSTS number
 * @property {string} [suberror]     beside the error of the token endpoint
 * @property {boolean} [redirect]
 * @property {boolean} [hidden]      without the headers that let a page's script read the answer
 * @property {Record<string, unknown>} [set]   claims or fields
 * @property {Record<string, number>} [fromIssue]   claims that are times, in seconds from when the token is issued
 * @property {string[]} [without]    claims or fields that are left out
 * @property {boolean} [unsigned]    the ID token says `alg: none`, and nobody signed it
 * @property {unknown} [claims]
 * @property {boolean} [after]       the request is carried out first: only its answer is lost or replaced (Graph)
 * @property {boolean} [inner]       happens to every question in a batch instead of to the batch (graph.batch)
 */

/**
 * @typedef {object} Match
 * @property {string} endpoint              one of `endpoints`; `graph` means all of Graph
 * @property {'host' | 'home'} [tenant]
 * @property {string} [person]              key
 * @property {number} [every]               takes hold of the third, sixth, ninth… request that matches, when it is 3
 */

/**
 * `seen` counts the requests that matched, `used` those it took hold of; after `times` of these the rule is gone.
 * @typedef {{ id: string, match: Match, do: Action, times: number | null, seen: number, used: number }} Rule
 */

/** @typedef {{ endpoint: string, tenant: 'host' | 'home' | null, person: Person | null }} Subject */

export const kinds = /** @type {Action['kind'][]} */ ([
  'status', 'delay', 'drop', 'hang', 'throttle', 'oauth-error', 'malformed', 'html', 'flood', 'nested', 'claims', 'answer', 'microsoft-page', 'expire',
  'claims-challenge',
]);

/** Adds a rule, or says what is wrong with it.
 * @param {World} world @param {unknown} candidate
 * @returns {{ id: string } | { error: string }}
 */
export function addRule(world, candidate) {
  const { match, do: action, times } = /** @type {{ match?: Match, do?: Action, times?: number }} */ (candidate ?? {});
  if (!match || !endpoints.includes(match.endpoint)) return { error: `match.endpoint must be one of ${endpoints.join(', ')}` };
  if (match.tenant && match.tenant !== 'host' && match.tenant !== 'home') return { error: 'match.tenant must be host or home' };
  if (match.person && !world.people.has(match.person)) return { error: `match.person is nobody: ${match.person}` };
  if (!action || !kinds.includes(action.kind)) return { error: `do.kind must be one of ${kinds.join(', ')}` };
  for (const [name, count] of Object.entries({ times, 'match.every': match.every })) {
    if (count !== undefined && !(Number.isInteger(count) && count > 0)) return { error: `${name} must be a whole number above 0` };
  }
  if (action.after && !match.endpoint.startsWith('graph')) return { error: 'do.after is for Graph only' };
  if (action.inner && match.endpoint !== 'graph.batch') return { error: 'do.inner is for graph.batch only' };
  const rule = { id: randomUUID(), match, do: action, times: times ?? null, seen: 0, used: 0 };
  world.rules.push(rule);
  return { id: rule.id };
}

/** @param {Match} match @param {Subject} subject */
function matches(match, subject) {
  const endpoint = match.endpoint === 'graph' ? subject.endpoint.startsWith('graph') : match.endpoint === subject.endpoint;
  return (
    endpoint
    && (match.tenant === undefined || match.tenant === subject.tenant)
    && (match.person === undefined || match.person === subject.person?.key)
  );
}

/**
 * The first rule for the subject that does more than delay, after all delays before it have passed.
 * @param {World} world
 * @param {Subject} subject
 * @param {(rule: Rule) => boolean} [wanted]
 * @returns {Promise<Action | undefined>}
 */
export async function nextAction(world, subject, wanted = () => true) {
  for (const rule of world.rules.filter((each) => matches(each.match, subject) && wanted(each))) {
    rule.seen += 1;
    if (rule.seen % (rule.match.every ?? 1) !== 0) continue;
    rule.used += 1;
    if (rule.times !== null && rule.used >= rule.times) world.rules = world.rules.filter((each) => each !== rule);
    if (rule.do.kind !== 'delay') return rule.do;
    await pause(rule.do.ms ?? 1000);
  }
  return undefined;
}

/** How an endpoint words its own refusals. @typedef {(status: number, code: number | undefined, more: { error?: string, text?: string, suberror?: string }) => unknown} Refusal */

/**
 * The HTTP answer an action stands for, or how the connection is treated instead.
 * @param {Action} action
 * @param {Refusal} refusal
 * @returns {{ status: number, headers: Record<string, string>, text: string } | 'drop' | 'hang'}
 */
export function answerOf(action, refusal) {
  /** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
  const json = (status, body, headers = {}) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    text: typeof body === 'string' ? body : JSON.stringify(body),
  });
  switch (action.kind) {
    case 'drop':
    case 'hang':
      return action.kind;
    case 'throttle':
      return json(429, refusal(429, action.code, { error: 'temporarily_unavailable', text: 'Too many requests. Wait before the next one.' }), {
        'retry-after': String(action.retryAfter ?? 5),
      });
    case 'malformed':
      return json(action.status ?? 200, '{"value": [{"broken": ');
    case 'html':
      return {
        status: action.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        text: '<!doctype html><title>Network login</title><h1>Please log in to this network</h1>',
      };
    case 'flood':
      return json(action.status ?? 200, `{"value":"${'flood '.repeat(((action.megabytes ?? 8) * 1_000_000) / 6)}"}`);
    case 'nested': {
      const levels = action.levels ?? 100_000;
      return json(action.status ?? 200, `{"error":${'{"innerError":'.repeat(levels)}{}${'}'.repeat(levels)}}`);
    }
    case 'claims-challenge': {
      const claims = action.claims ?? { access_token: { acrs: { essential: true, value: 'c1' } } };
      const encoded = Buffer.from(JSON.stringify(claims)).toString('base64');
      return json(401, refusal(401, undefined, { text: 'The token does not carry the claims that are asked for.' }), {
        'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${encoded}"`,
      });
    }
    case 'oauth-error':
      return json(action.status ?? 400, refusal(action.status ?? 400, action.code, { error: action.error, text: action.description, suberror: action.suberror }));
    default: {
      const status = action.status ?? 500;
      return json(status, action.body ?? refusal(status, action.code, { error: action.error, text: action.description }), action.headers);
    }
  }
}

/**
 * Applies the rules of an endpoint that answers scripts.
 * @param {World} world
 * @param {Subject} subject
 * @param {import('node:http').ServerResponse} response
 * @param {Record<string, string>} headers   those that let the page's script read the answer
 * @param {Refusal} refusal
 * @returns {Promise<{ handled: boolean, change?: Action }>}   `change` is what to do to the usual answer
 */
export async function interfere(world, subject, response, headers, refusal) {
  const action = await nextAction(world, subject);
  if (!action) return { handled: false };
  if (['claims', 'answer', 'expire'].includes(action.kind)) return { handled: false, change: action };
  perform(answerOf(action, refusal), response, action.hidden ? {} : headers);
  return { handled: true };
}

/** The values as an action changes them. @param {Record<string, unknown>} values @param {Action} action */
export function changed(values, { set = {}, without = [] }) {
  return Object.fromEntries(Object.entries({ ...values, ...set }).filter(([name]) => !without.includes(name)));
}

/** @param {ReturnType<typeof answerOf>} answer @param {import('node:http').ServerResponse} response @param {Record<string, string>} [headers] */
export function perform(answer, response, headers = {}) {
  if (answer === 'hang') return;
  if (answer === 'drop') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, { 'cache-control': 'no-store', ...headers, ...answer.headers });
  response.end(answer.text);
}
