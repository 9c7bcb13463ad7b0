// Pages for the people who run the local tenant: who there is, and the switchboard without a command line.

import { crowd } from './crowd.mjs';
import { document } from './pages.mjs';
import { html } from './html.mjs';
import { readForm, redirect, sendPage, setCookie } from './http.mjs';
import { addRule, endpoints, kinds } from './switchboard.mjs';
import { defaultSwitches, readSwitches } from './switches.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./worlds.mjs').Switches} Switches */

/** @param {Visit} visit */
export function peoplePage({ world, response }) {
  const named = [...world.people.values()].filter((person) => !person.crowd);
  const rows = named.map((person) => {
    const { invitation } = world.standing(person);
    return html`<tr>
      <th scope="row">${person.name}<br><small>${person.key}</small></th>
      <td>${person.address}<br><small>${person.password ? html`password <code>${person.password}</code>` : html`no password: <a href="/inbox/${person.key}">mailbox</a>`}</small></td>
      <td>${person.shows}</td>
      <td>${invitation ? html`${invitation === 'Accepted' ? 'accepted' : 'not accepted yet'}<br><a href="/mail/${person.key}">Mail to ${person.name.split(' ')[0]}</a>` : 'no guest'}</td>
    </tr>`;
  });
  sendPage(response, 200, document('People of the local tenant', html`
    <main>
      <h1>People</h1>
      <p>Everyone who can sign in here. Contoso holds the events; Fabrikam is where most guests work.
        World: <b>${world.name}</b>. <a href="/switchboard/page">Switchboard</a></p>
      <div class="wide" role="region" aria-label="People" tabindex="0"><table>
        <thead><tr><th scope="col">Who</th><th scope="col">Signs in as</th><th scope="col">Shows</th><th scope="col">Invitation</th></tr></thead>
        <tbody>${rows}</tbody>
      </table></div>
      ${named.length < world.people.size && html`<p>Not listed: a crowd of ${world.people.size - named.length}, from ${crowd(1)[0].address} on.</p>`}
      <form method="post" action="/switchboard/page">
        <div class="buttons"><button name="press" value="reset">Reset everyone in this world</button></div>
      </form>
    </main>`));
}

/** @param {Visit} visit */
export async function switchboardPage(visit) {
  const { world, response, request } = visit;
  let notice = '';
  if (request.method === 'POST') {
    const form = await readForm(request);
    notice = pressed(visit, form);
    if (notice === '') {
      redirect(response, form.get('press') === 'reset' ? '/people' : '/switchboard/page');
      return;
    }
  }
  sendPage(response, notice === '' ? 200 : 400, document('Switchboard', html`
    <main>
      <h1>Switchboard</h1>
      <p>Makes answers late, broken, throttled or refused, for the world <b>${world.name}</b>. <a href="/people">People</a></p>
      ${notice && html`<p class="notice" role="alert">${notice}</p>`}
      <h2>Rules</h2>
      ${world.rules.length === 0 ? html`<p>None: everything answers as it should.</p>` : html`<ul>${world.rules.map((rule) => html`
        <li>${rule.match.endpoint} ${rule.match.tenant} ${rule.match.person}: <b>${rule.do.kind}</b>
          <code>${JSON.stringify(rule.do)}</code> used ${rule.used}${rule.times === null ? '' : ` of ${rule.times}`}
          <form method="post"><button class="quiet" name="remove" value="${rule.id}">Remove the rule for ${rule.match.endpoint}</button></form></li>`)}</ul>`}
      <h2>New rule</h2>
      <form method="post">
        ${choice('endpoint', 'Which answer', endpoints)}
        ${choice('tenant', 'Of which organization', ['', 'host', 'home'])}
        ${choice('person', 'For whom', ['', ...[...world.people.values()].filter((person) => !person.crowd).map((person) => person.key)])}
        ${choice('kind', 'What happens', kinds)}
        ${text('status', 'Status (for status, html, malformed)')}
        ${text('code', 'AADSTS number (for oauth-error, microsoft-page)')}
        ${text('error', 'OAuth error (for oauth-error)')}
        ${text('ms', 'Milliseconds (for delay)')}
        ${text('retryAfter', 'Seconds to wait (for throttle)')}
        ${text('every', 'Only every … time (empty: every time)')}
        ${text('times', 'How often (empty: until removed)')}
        <p><label><input type="checkbox" name="after"> After the request was carried out (Graph)</label></p>
        <p><label><input type="checkbox" name="inner"> To each question in a batch (graph.batch)</label></p>
        <div class="buttons"><button class="main" name="press" value="add">Add the rule</button></div>
      </form>
      <h2>Switches</h2>
      <form method="post">
        ${Object.entries(world.switches).map(([name, value]) => setting(name, switchMeanings[/** @type {keyof Switches} */ (name)], value))}
        <div class="buttons"><button class="main" name="press" value="switches">Set the switches</button></div>
      </form>
      <h2>World</h2>
      <form method="post">
        ${text('world', 'Name of the world to go to (letters, digits, . _ -)')}
        <div class="buttons">
          <button name="press" value="world">Go there</button>
          <button name="press" value="reset">Reset this world</button>
        </div>
      </form>
    </main>`));
}

/** @type {Record<keyof Switches, string>} */
const switchMeanings = {
  acct: 'ID tokens carry acct (0 member, 1 guest)',
  loginHint: 'ID tokens carry login_hint',
  iss: 'The redirect back carries iss (RFC 9207)',
  consent: '"Permissions requested" on first use',
  homeAdminApproval: 'Fabrikam lets only administrators approve apps',
  staySignedIn: '"Stay signed in?" after the password',
  unconsented: 'Scopes no administrator of Contoso has consented to',
  blockedDomains: 'Domains Contoso invites nobody from',
  directoryLags: 'Reads of the list of users that do not show a new guest yet',
  crowd: 'How far the numbers of the crowd go',
  premiumSeats: 'Teams Premium seats (empty: for the people by name, and for 60 % of the crowd)',
};

/** What a press on the page does; a text says what was wrong. @param {Visit} visit @param {URLSearchParams} form @returns {string} */
function pressed({ world, response }, form) {
  const removed = form.get('remove');
  if (removed !== null) {
    world.rules = world.rules.filter((rule) => rule.id !== removed);
    return '';
  }
  switch (form.get('press')) {
    case 'reset':
      world.reset();
      return '';
    case 'switches':
      return turned(world, form);
    case 'world':
      setCookie(response, 'world', (form.get('world') ?? '').replace(/[^\w.-]/g, ''), true);
      return '';
    default: {
      const number = (/** @type {string} */ name) => (form.get(name) ? Number(form.get(name)) : undefined);
      const added = addRule(world, {
        match: {
          endpoint: form.get('endpoint'),
          tenant: form.get('tenant') || undefined,
          person: form.get('person') || undefined,
          every: number('every'),
        },
        do: {
          kind: form.get('kind'),
          status: number('status'),
          code: number('code'),
          error: form.get('error') || undefined,
          ms: number('ms'),
          retryAfter: number('retryAfter'),
          after: form.has('after') || undefined,
          inner: form.has('inner') || undefined,
        },
        times: number('times'),
      });
      return 'error' in added ? added.error : '';
    }
  }
}

/** Sets every switch as the form has it; a text says what was wrong. @param {import('./worlds.mjs').World} world @param {URLSearchParams} form */
function turned(world, form) {
  const wished = Object.entries(world.switches).map(([name, value]) => {
    const typed = (form.get(name) ?? '').trim();
    if (typeof value === 'boolean') return [name, form.has(name)];
    if (Array.isArray(value)) return [name, typed.split(/[\s,]+/).filter(Boolean)];
    return [name, typed === '' ? defaultSwitches()[/** @type {keyof Switches} */ (name)] : Number(typed)];
  });
  const read = readSwitches(Object.fromEntries(wished));
  if ('error' in read) return read.error;
  world.turn(read);
  return '';
}

/** @param {string} name @param {string} label @param {Switches[keyof Switches]} value */
function setting(name, label, value) {
  if (typeof value === 'boolean') return html`<p><label><input type="checkbox" name="${name}" ${value && 'checked'}> ${label}</label></p>`;
  const written = Array.isArray(value) ? value.join(' ') : String(value ?? '');
  return html`<p><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${written}"></p>`;
}

/** @param {string} name @param {string} label @param {readonly string[]} values */
function choice(name, label, values) {
  return html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}">${values.map((value) => html`<option value="${value}">${value || 'any'}</option>`)}</select></p>`;
}

/** @param {string} name @param {string} label */
function text(name, label) {
  return html`<p><label for="${name}">${label}</label><input id="${name}" name="${name}"></p>`;
}
