// The service's configuration: read once, at the start, and refused as a whole when anything in it is wrong.

/**
 * @typedef {object} Config
 * @property {ReadonlySet<string>} origins
 * @property {Pick<ReadonlyMap<string, Window>, 'get' | 'size'>} events    by `eventName`
 * @property {Scope[]} scopes
 * @property {number} tokenMinutes                   how long a token lives
 * @property {number} proxies                        how many proxies in front of the service are trusted
 * @property {{ perAddress: Rate, all: Rate }} limits
 * @property {boolean} deleteIdentities              delete an identity when its token has expired
 */

/** When tokens for an event are issued, in milliseconds since 1970. @typedef {{ from: number, until: number }} Window */
/** So many tokens at once, and so many again within so many minutes. @typedef {{ tokens: number, minutes: number }} Rate */
/** @typedef {(typeof scopes)[number]} Scope */

/** learn.microsoft.com, Azure Communication Services, "Identity model", Access tokens. */
const scopes = /** @type {const} */ (['voip', 'voip.join', 'chat', 'chat.join', 'chat.join.limited']);

/** The limits of Azure Communication Services (same page). */
const [shortest, longest] = [60, 1440];

/** A configuration that cannot be used; the message names everything that is wrong. */
export class ConfigError extends Error {}

/** What an event is called here. @param {string} tenant @param {string} event */
export function eventName(tenant, event) {
  return `${tenant.toLowerCase()} ${event}`;
}

/** @param {string} text */
export function isTenant(text) {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** @param {string} text */
export function isEvent(text) {
  return /^[0-9a-f]{16}$/.test(text);
}

/** @param {string} text @returns {Config} @throws {ConfigError} */
export function readConfig(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigError('The configuration is not JSON.');
  }
  const reader = new Reader();
  const config = whole(reader, json);
  if (reader.faults.length > 0) throw new ConfigError(['The configuration cannot be used.', ...reader.faults].join('\n  '));
  return config;
}

/** @param {Reader} reader @param {unknown} json @returns {Config} */
function whole(reader, json) {
  const fields = reader.object('the configuration', json, ['origins', 'events'], ['scopes', 'tokenMinutes', 'proxies', 'limits', 'deleteIdentities']);
  const limits = reader.object('limits', fields.limits ?? {}, [], ['perAddress', 'all']);
  const asked = reader.list('scopes', fields.scopes ?? ['voip']);
  asked.forEach((each, index) => reader.expect(scopes.some((scope) => scope === each), `scopes[${index}]`, `one of ${scopes.join(', ')}`, each));
  return {
    origins: new Set(reader.list('origins', fields.origins).map((each, index) => origin(reader, `origins[${index}]`, each))),
    events: events(reader, fields.events),
    scopes: /** @type {Scope[]} */ ([...new Set(asked)]),
    tokenMinutes: reader.number('tokenMinutes', fields.tokenMinutes ?? shortest, shortest, longest),
    proxies: reader.number('proxies', fields.proxies ?? 0, 0, 10),
    limits: {
      perAddress: rate(reader, 'limits.perAddress', limits.perAddress ?? { tokens: 30, minutes: 10 }),
      all: rate(reader, 'limits.all', limits.all ?? { tokens: 600, minutes: 10 }),
    },
    deleteIdentities: reader.flag('deleteIdentities', fields.deleteIdentities ?? true),
  };
}

/** @param {Reader} reader @param {unknown} listed @returns {Map<string, Window>} */
function events(reader, listed) {
  /** @type {Map<string, Window>} */
  const known = new Map();
  reader.list('events', listed).forEach((each, index) => {
    const at = `events[${index}]`;
    const { tenant, event, from, until } = reader.object(at, each, ['tenant', 'event'], ['from', 'until']);
    reader.expect(typeof tenant === 'string' && isTenant(tenant), `${at}.tenant`, 'a tenant id, a GUID', tenant);
    reader.expect(typeof event === 'string' && isEvent(event), `${at}.event`, '16 lower-case hexadecimal digits', event);
    const window = { from: reader.time(`${at}.from`, from, -Infinity), until: reader.time(`${at}.until`, until, Infinity) };
    reader.expect(window.from < window.until, `${at}.until`, 'a time after from', until);
    const name = eventName(String(tenant), String(event));
    reader.expect(!known.has(name), at, 'each event once', event);
    known.set(name, window);
  });
  return known;
}

/** @param {Reader} reader @param {string} at @param {unknown} value */
function origin(reader, at, value) {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');
  reader.expect(safe && url?.origin === value, at, 'an origin as browsers send it, like https://guests.contoso.com', value);
  return String(value);
}

/** @param {Reader} reader @param {string} at @param {unknown} value @returns {Rate} */
function rate(reader, at, value) {
  const { tokens, minutes } = reader.object(at, value, ['tokens', 'minutes'], []);
  return { tokens: reader.number(`${at}.tokens`, tokens, 1, 100_000), minutes: reader.number(`${at}.minutes`, minutes, 1, 1440) };
}

/** Takes values apart and notes what is wrong with them. */
class Reader {
  /** @type {string[]} */
  faults = [];

  /** @param {boolean} fits @param {string} at @param {string} expected @param {unknown} got */
  expect(fits, at, expected, got) {
    if (!fits) this.faults.push(`${at}: expected ${expected}, got ${shown(got)}`);
  }

  /** @param {string} at @param {unknown} value @param {string[]} needed @param {string[]} possible @returns {Record<string, unknown>} */
  object(at, value, needed, possible) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.expect(false, at, 'an object', value);
      return {};
    }
    for (const name of needed) if (!Object.hasOwn(value, name)) this.faults.push(`${at}: ${name} is missing`);
    for (const name of Object.keys(value)) if (![...needed, ...possible].includes(name)) this.faults.push(`${at}: nothing is called ${shown(name)}`);
    return /** @type {Record<string, unknown>} */ (value);
  }

  /** @param {string} at @param {unknown} value @returns {unknown[]} */
  list(at, value) {
    const fits = Array.isArray(value) && value.length > 0;
    // A field that is missing was named already.
    if (value !== undefined) this.expect(fits, at, 'a list with something in it', value);
    return fits ? value : [];
  }

  /** @param {string} at @param {unknown} value @param {number} least @param {number} most */
  number(at, value, least, most) {
    const fits = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
    this.expect(fits, at, `a whole number from ${least} to ${most}`, value);
    return Number(value);
  }

  /** @param {string} at @param {unknown} value */
  flag(at, value) {
    this.expect(typeof value === 'boolean', at, 'true or false', value);
    return value === true;
  }

  /** @param {string} at @param {unknown} value @param {number} otherwise */
  time(at, value, otherwise) {
    if (value === undefined) return otherwise;
    const written = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(value);
    const time = written && isDay(value.slice(0, 10)) ? Date.parse(value) : NaN;
    this.expect(!Number.isNaN(time), at, 'a time with its zone, like 2026-12-01T08:00:00Z', value);
    return Number.isNaN(time) ? otherwise : time;
  }
}

/** Whether the calendar has that day: `Date.parse` takes a 31 February for 3 March. @param {string} day */
function isDay(day) {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** A value, unless it is long: what is pasted into the wrong place may be a secret. @param {unknown} value */
function shown(value) {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 60 ? text : `something of ${text.length} characters`;
}
