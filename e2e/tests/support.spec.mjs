/// <reference lib="dom" />
// The support desk: from whatever a guest saw to what it is, who can fix it, and a message to send. And the checks of
// this portal and of the networks around it.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copied } from '../fixtures/clipboard.mjs';
import { foreign } from '../fixtures/desk.mjs';
import { misplaced, overlapping } from '../fixtures/looks.mjs';
import { barriersOf } from '../fixtures/screens.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { expect, personCalled, test } from '../fixtures/support.mjs';
import { rowsOf } from '../pages/organizer.mjs';
import { word, wordPattern, wordsOf } from '../pages/words.mjs';
import { app, contoso, fabrikam } from '../tenant/organizations.mjs';

/** @typedef {import('../pages/support.mjs').Support} Support */
/** What a text is about: Microsoft's code, the portal's, and who can fix it. @typedef {{ code?: string | null, problem?: string | null, fixer: string }} About */

const correlationId = '3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811';

/** The facts of an answer, as the page shows them. @param {About} about */
function factsOf({ code, problem, fixer }) {
  return {
    ...(code ? { [word('support.fact.code')]: code } : {}),
    ...(problem ? { [word('support.fact.problem')]: problem } : {}),
    [word('support.fact.fixer')]: word(`support.fixer.${fixer}`),
  };
}

test.describe('the box', () => {
  /** What is typed, the address of the answer, its heading, and the reason. @type {[what: string, text: string, address: string, heading: string, why: string | RegExp, about: About][]} */
  const seen = [
    ['a code of Microsoft in a sentence', 'She reads out: error AADSTS50020, what now?', 'AADSTS50020', 'aadsts.50020.meaning', word('support.why.code', { code: 'AADSTS50020' }), { code: 'AADSTS50020', problem: 'SIGNIN-02', fixer: 'organizer' }],
    ['a mistyped message of the app', 'Falied to conect to Mesh sesion', 'mesh:session', 'problem.EVENT-10.heading', wordPattern('support.why.resembles'), { problem: 'EVENT-10', fixer: 'home-admin' }],
    ['an address that the sign-in came back to', 'https://guests.contoso.com/#error=access_denied&error_description=AADSTS65004%3a+User+declined&state=guest.host.0123456789abcdef.AAAA', 'AADSTS65004', 'aadsts.65004.meaning', word('support.why.code', { code: 'AADSTS65004' }), { code: 'AADSTS65004', problem: 'SIGNIN-01', fixer: 'guest' }],
    ['an answer of Graph', '{"error": {"code": "Authorization_RequestDenied", "message": "Insufficient privileges.", "innerError": {"date": "2026-11-21T06:30:00"}}}', 'graph:Authorization_RequestDenied', 'problem.GRAPH-01.heading', word('support.why.code', { code: 'graph:Authorization_RequestDenied' }), { code: 'graph:Authorization_RequestDenied', problem: 'GRAPH-01', fixer: 'host-admin' }],
    ['a code of the portal, as it is spoken', 'signin 3', 'SIGNIN-03', 'problem.SIGNIN-03.heading', word('support.why.code', { code: 'SIGNIN-03' }), { problem: 'SIGNIN-03', fixer: 'guest' }],
  ];

  test('answers as one types, with the reason and the way to the answer itself', async ({ support }) => {
    await support.openRoom();
    await expect(support.says('support.seen.empty')).toBeVisible();
    for (const [what, text, address, heading, why, about] of seen) {
      await test.step(what, async () => {
        await support.type(text);
        await expect(support.answerHeading()).toHaveText(wordPattern(heading));
        await expect(support.page.getByRole('status').filter({ hasText: wordPattern(heading) })).toBeAttached();
        await expect(support.page.getByText(why).first()).toBeVisible();
        expect(await support.facts()).toMatchObject(factsOf(about));
        await expect(support.field('support.answer.address')).toHaveValue(`${thisRun().portal}/desk.html#/support/${address}`);
      });
    }
    await support.type('');
    await expect(support.says('support.seen.empty')).toBeVisible();
    await expect(support.letters()).toHaveCount(0);
  });

  test('says of every pasted text what the command line says', async ({ support }) => {
    const folder = fileURLToPath(new URL('../../tests/data/explain', import.meta.url));
    /** @type {(About & { text: string })[]} */
    const corpus = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
    const typed = corpus.filter(({ text }) => text.trim() !== '');
    expect(typed.length).toBeGreaterThan(150);
    await support.openRoom();
    const answers = await support.answersTo(typed.map(({ text }) => text));
    const unknown = { heading: word('explain.unknown.heading'), facts: {} };
    expect(typed.map(({ text }, index) => ({ text, ...answers[index] }))).toMatchObject(typed.map((about) => ({ text: about.text, ...(about.problem ? { facts: factsOf(about) } : unknown) })));
  });

  test('of ids alone it says where to look, and of anything else that it knows nothing', async ({ support }) => {
    await support.openRoom();
    for (const [text, heading, why] of [
      [`Correlation ID: ${correlationId}`, 'support.only-ids.heading', 'support.why.only-ids'],
      ['milk, eggs, bread and a bottle of wine', 'explain.unknown.heading', 'support.why.nothing'],
    ]) {
      await support.type(text);
      await expect(support.answerHeading()).toHaveText(word(heading));
      await expect(support.says(why)).toBeVisible();
      await expect(support.letters()).toHaveCount(0);
      await expect(support.field('support.answer.address')).toHaveCount(0);
    }
    await support.follow('support.unknown.diagnose');
    await support.seesRoom('diagnose');
  });

  test('what is typed goes nowhere: not sent, not kept, not in any address', async ({ support, guest }) => {
    const { page } = support;
    guest.secrets.never('what was typed', 'ada.marsh@fabrikam.example');
    await support.openRoom();
    const [kept, address, entries] = [await support.kept(), page.url(), await page.evaluate(() => history.length)];
    /** @type {URL[]} */
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    await support.box().pressSequentially('ada.marsh@fabrikam.example sees AADSTS50076');
    await expect(support.answerHeading()).toHaveText(word('aadsts.50076.meaning'));
    expect(asked.map(String)).toEqual([]);
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => history.length)).toBe(entries);
    // What is easily taken for it is looked at, and the text is still there on the way back.
    await support.hand.press(support.part('support.related').getByRole('link').first());
    await expect(support.link('support.answer.search')).toBeVisible();
    expect(await guest.secrets.found(page)).toEqual([]);
    await page.goBack();
    await expect(support.box()).toHaveValue(/AADSTS50076$/);
    await expect(support.answerHeading()).toHaveText(word('aadsts.50076.meaning'));
    // At a new address a browser asks for the page's picture again.
    expect(foreign({ asked, faults: [] })).toEqual([]);
    expect(await support.kept()).toEqual(kept);
    await support.reload();
    await expect(support.box()).toHaveValue('');
  });
});

test('the answer changes its language with the page, and both languages are understood', async ({ support }) => {
  const german = wordsOf('de');
  await support.openRoom();
  await support.type('Error code: AADSTS50020');
  await expect(support.answerHeading()).toHaveText(word('aadsts.50020.meaning'));
  await support.language().selectOption('de');
  await expect(support.answerHeading()).toHaveText(german['aadsts.50020.meaning']);
  const box = support.page.getByRole('textbox', { name: german['support.seen'] });
  await expect(box).toHaveValue('Error code: AADSTS50020');
  for (const words of [german, wordsOf('en')]) {
    await box.fill(words['problem.LICENSE-03.heading']);
    await expect(support.answerHeading()).toHaveText(german['problem.LICENSE-03.heading']);
  }
});

/** Answers by their addresses. @type {[address: string, heading: string, about: About, writesTo: import('../pages/support.mjs').Recipient][]} */
const answers = [
  ['SIGNIN-03', 'problem.SIGNIN-03.heading', { problem: 'SIGNIN-03', fixer: 'guest' }, 'guest'],
  ['AADSTS50020', 'aadsts.50020.meaning', { code: 'AADSTS50020', problem: 'SIGNIN-02', fixer: 'organizer' }, 'organizer'],
  ['graph:TooManyRequests', 'problem.NETWORK-04.heading', { code: 'graph:TooManyRequests', problem: 'NETWORK-04', fixer: 'microsoft' }, 'microsoft'],
  ['teams:40210', 'teams-join.40210.heading', { code: 'teams:40210', fixer: 'organizer' }, 'organizer'],
];

for (const [address, id, about, writesTo] of answers) {
  test(`an answer by its address: ${address}`, async ({ support }) => {
    await support.openAt(`support/${address}`);
    const heading = word(id);
    await expect(support.heading(heading)).toBeVisible();
    await expect(support.page).toHaveTitle(word('support.answer.title', { code: address, heading }));
    await support.onScreen(support.page, `support-${address}`);
    expect(await support.facts()).toMatchObject(factsOf(about));
    await expect(support.letters()).toHaveCount(1);
    await expect(support.letterTo(writesTo)).toBeVisible();
    await expect(support.field('support.answer.address')).toHaveValue(support.page.url());
    await support.follow('support.answer.search');
    await support.seesRoom('find');
    await expect(support.box()).toHaveValue('');
  });
}

test('an address without an answer says so, and leads to the box', async ({ support }) => {
  await support.openAt('support/AADSTS1');
  await support.seesPage('support.lost.heading', 'support.lost.heading');
  await expect(support.letters()).toHaveCount(0);
  await support.follow('support.answer.search');
  await support.seesRoom('find');
});

test('letters name the code and the ids, to whoever can fix it first', async ({ support }) => {
  await support.openRoom();
  await support.type(`AADSTS53003: Access has been blocked. Correlation ID: ${correlationId} Timestamp: 2026-11-21 06:30:00Z`);
  await expect(support.letters()).toHaveCount(1);
  const text = await support.letterTo('host-admin').inputValue();
  expect(text).toContain('AADSTS53003');
  expect(text).toContain(word('support.letter.ids', { ids: `Correlation ID: ${correlationId} · Timestamp: 2026-11-21T06:30:00Z` }));
  expect(await support.copies()).toBe(text);
  const mail = await support.letters().getByRole('link', { name: word('part.message.mail') }).getAttribute('href');
  expect(new URL(mail ?? '').searchParams.get('subject')).toBe(word('support.letter.subject.about', { code: 'AADSTS53003' }));
  expect(new URL(mail ?? '').searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(text);

  await support.unfold('support.write-to.others');
  await expect(support.letters()).toHaveCount(4);
  for (const recipient of /** @type {const} */ (['guest', 'organizer', 'home-admin'])) {
    const letter = await support.letterTo(recipient).inputValue();
    expect(letter.startsWith(word(`support.letter.opening.${recipient}`))).toBe(true);
    expect(letter.includes(correlationId), `ids in the letter to ${recipient}`).toBe(recipient !== 'guest');
    expect(letter).not.toMatch(/[{}]/);
  }
  expect(await support.copies(support.letters().filter({ has: support.letterTo('guest') }))).toBe(await support.letterTo('guest').inputValue());
});

test.describe('with the keyboard alone', () => {
  test.use({ worksWith: 'keyboard' });

  test('from the end of the text to a copied letter in nine strokes at most', async ({ support }) => {
    const { page } = support;
    await support.openAt();
    await support.sees('desk.heading');
    await support.follow('desk.support.open');
    await support.seesRoom('find');
    await support.type('Error code: AADSTS50020');
    await expect(support.letters()).toHaveCount(1);
    let strokes = 0;
    const stroke = (/** @type {string} */ key) => {
      strokes += 1;
      return page.keyboard.press(key);
    };
    const copy = support.letters().getByRole('button', { name: word('part.copy') });
    while (strokes < 9 && !(await copy.evaluate((button) => button === document.activeElement))) await stroke('Tab');
    await stroke('Enter');
    await expect(support.letters().getByRole('status')).toHaveText(word('part.copy.done'));
    expect(strokes).toBeLessThanOrEqual(9);
    expect(await copied(page)).toBe(await support.letterTo('organizer').inputValue());
  });
});

test.describe('the questions', () => {
  test('lead to a problem; Back, a reload and another answer lead elsewhere', async ({ support }) => {
    const { page } = support;
    await support.openRoom('diagnose');
    await support.answers('where.mail', 'diagnose.mail');
    await support.answers('mail.no-mail', 'diagnose.invited');
    await support.answers('invited.not-yet', 'problem.SIGNIN-02.heading');
    expect(new URL(page.url()).hash).toBe('#/support/diagnose/mail/no-mail/not-yet');
    await expect(support.says('support.diagnose.known')).toBeVisible();
    await expect(support.entry('AADSTS50020').first()).toBeVisible();
    await expect(support.letters()).toHaveCount(1);
    await expect(support.letterTo('organizer')).toBeVisible();

    await page.goBack();
    await support.seesPage('diagnose.invited', 'support.room.diagnose');
    await support.reload();
    await support.seesPage('diagnose.invited', 'support.room.diagnose');
    const given = support.part('support.diagnose.given').getByRole('listitem');
    await expect(given).toHaveText(['where.mail', 'mail.no-mail'].map((answer) => [`diagnose.${answer.split('.')[0]}`, `diagnose.${answer}`, 'support.diagnose.change'].map((id) => word(id)).join(' ')));

    await support.hand.press(given.nth(1).getByRole('link', { name: word('support.diagnose.change') }));
    await support.seesPage('diagnose.mail', 'support.room.diagnose');
    await support.answers('mail.link', 'diagnose.link');
    await support.answers('link.cut-off', 'problem.LINK-02.heading');
  });

  test('end honestly where nothing is known, with what to collect', async ({ support }) => {
    await support.openRoom('diagnose');
    await support.answers('where.sign-in', 'diagnose.sign-in');
    await support.answers('sign-in.approval', 'diagnose.approval');
    await support.answers('unsure', 'support.diagnose.not-known.heading');
    const evidence = ['screen', 'time', 'address', 'correlation', 'sign-in-log'].map((name) => wordPattern(`diagnose.collect.${name}`));
    const letter = await support.letterTo('guest').inputValue();
    for (const wanted of evidence) {
      await expect(support.page.getByRole('main').getByRole('listitem').filter({ hasText: wanted })).toHaveCount(1);
      expect(letter).toMatch(new RegExp(`^- ${wanted.source.slice(1)}`, 'm'));
    }
    expect(await support.copies()).toBe(letter);
  });

  test('know no place that is not theirs', async ({ support }) => {
    await support.openAt('support/diagnose/mail/on-the-moon');
    await support.seesPage('support.lost.heading', 'support.room.diagnose');
    await support.follow('support.diagnose.begin');
    await support.seesRoom('diagnose');
  });
});

test.describe('the check of this portal', () => {
  const { tenantId: tenant, name: host } = contoso;
  const login = () => thisRun().tenant;
  const graph = () => `${thisRun().tenant}/graph`;
  const discovery = `**/${tenant}/v2.0/.well-known/openid-configuration`;

  test('finds nothing wrong where nothing is, and promises nothing that it did not see', async ({ support }) => {
    await support.openRoom('portal');
    await support.finds('ok', 'settings-sound');
    await support.finds('not-known', 'address-untried', { address: login() });
    await support.tries();
    await support.finds('ok', 'address-answers', { address: login() });
    await support.finds('ok', 'address-answers', { address: graph() });
    await support.finds('ok', 'tenant-found', { tenant, host, login: login() });
    await support.finds('ok', 'cloud-fits', { host });
    for (const untried of ['redirect-untried', 'audience-untried', 'consent-untried', 'acct-untold', 'login-hint-untold', 'tokens-untold', 'version-unseen', 'implicit-unseen', 'others-unseen']) {
      await expect(support.finding(untried).first()).toHaveText(new RegExp(`^${word('portal-check.standing.not-known')}`));
    }
    await expect(support.findingsThat('fault')).toHaveCount(0);
    await expect(support.findingsThat('warning')).toHaveCount(0);
    await expect(support.says('support.portal.sum.not-known')).toBeVisible();
  });

  /** @param {unknown} body */
  const document = (body) => (/** @type {import('@playwright/test').Route} */ route) => route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } });

  /**
   * What is broken, and the findings that are not as they should be. It is broken on its way: a page asks for these
   * without its cookies, so the tenant cannot tell whose world it is.
   * @type {[what: string, asked: string, answer: (route: import('@playwright/test').Route) => Promise<void>, sum: string, standing: import('../pages/support.mjs').Standing, found: [string, Record<string, string>][]][]}
   */
  const broken = [
    ['the sign-in service does not answer', discovery, (route) => route.abort('connectionrefused'), 'fault', 'fault', [['service-silent', {}]]],
    ['the document is of another tenant', discovery, (route) => document({ issuer: `${login()}/${fabrikam.tenantId}/v2.0`, msgraph_host: 'localhost' })(route), 'fault', 'fault', [['tenant-other', { host, tenant }]]],
    ['the tenant is in another cloud', discovery, document({ issuer: `https://login.microsoftonline.us/${tenant}/v2.0`, msgraph_host: 'graph.microsoft.us' }), 'fault', 'fault', [['cloud-other', { host }]]],
    ['the sign-in service knows no such tenant', discovery, document({ error: 'invalid_tenant', error_description: 'AADSTS90002: Tenant not found.' }), 'fault', 'fault', [['tenant-missing', { host, tenant }]]],
    ['something answers in place of the sign-in service', discovery, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Please log in to this network</h1>', headers: { 'access-control-allow-origin': '*' } }), 'warning', 'warning', [['address-altered', {}]]],
    ['something answers in place of Graph', '**/graph/v1.0/me', (route) => route.fulfill({ status: 403, body: 'Blocked', headers: { 'access-control-allow-origin': 'https://proxy.example' } }), 'warning', 'warning', [['address-altered', {}]]],
    ['Graph does not answer', '**/graph/v1.0/me', (route) => route.abort('connectionrefused'), 'fault', 'fault', [['service-silent', {}]]],
  ];

  for (const [what, asked, answer, sum, standing, found] of broken) {
    test(`${what}: only that is found, and what to change`, async ({ support, guest }) => {
      guest.expectedFaults.push(/blocked by CORS policy/);
      await support.page.route(asked, answer);
      await support.openRoom('portal');
      await support.tries();
      for (const [said, values] of found) {
        const address = asked === discovery ? login() : graph();
        const filled = { address, login: login(), ...values };
        await support.finds(standing, said, filled);
        await expect(support.finding(said, filled)).toContainText(word(`portal-check.change.${said}`, filled));
      }
      await expect(support.findingsThat('fault')).toHaveCount(standing === 'fault' ? found.length : 0);
      await expect(support.findingsThat('warning')).toHaveCount(standing === 'warning' ? found.length : 0);
      await expect(support.says(`support.portal.sum.${sum}`)).toBeVisible();
      // Put right, the next try says so.
      await support.page.unroute(asked);
      await support.tries();
      await expect(support.findingsThat(standing)).toHaveCount(0);
      await expect(support.says('support.portal.sum.not-known')).toBeVisible();
    });
  }

  test('without a network nothing is said of the addresses', async ({ support, guest }) => {
    await support.openRoom('portal');
    await guest.loseNetwork();
    await support.tries();
    for (const address of [login(), graph()]) await support.finds('not-known', 'offline', { address });
    await expect(support.findingsThat('fault')).toHaveCount(0);
    await expect(support.says('support.portal.sum.not-known')).toBeVisible();
  });

  /** Signs in from the desk. @param {Support} support @param {import('../fixtures/support.mjs').Guest} guest */
  async function signsIn(support, guest) {
    await support.openRoom('portal');
    await support.press('support.portal.sign-in.at', { host });
    await guest.signIn.address(personCalled('organizer'));
    await guest.signIn.password(personCalled('organizer'));
    await support.seesRoom('portal');
  }

  test('a sign-in shows what the registration is good for', async ({ support, guest, tenant: world }) => {
    await world.set({ acct: true, loginHint: true });
    await signsIn(support, guest);
    expect(new URL(support.page.url()).hash).toBe('#/support/portal');
    await support.finds('ok', 'redirect-works', { address: `${thisRun().portal}/desk.html` });
    await support.finds('not-known', 'redirect-untried', { address: `${thisRun().portal}/` });
    for (const said of ['audience-fits', 'consent-given', 'tokens-fit', 'acct-there', 'login-hint-there']) await support.finds('ok', said, { host });
    await expect(support.findingsThat('fault')).toHaveCount(0);
    await expect(support.findingsThat('warning')).toHaveCount(0);
  });

  test('a sign-in shows the claims that are not there', async ({ support, guest }) => {
    await signsIn(support, guest);
    await support.finds('ok', 'audience-fits', { host });
    for (const said of ['acct-missing', 'login-hint-missing']) {
      await support.finds('warning', said);
      await expect(support.finding(said)).toContainText(word(`portal-check.change.${said}`));
    }
    await expect(support.findingsThat('warning')).toHaveCount(2);
    await expect(support.says('support.portal.sum.warning')).toBeVisible();
  });

  /** What Microsoft refuses with, and what it says of the registration. @type {[code: number, error: string, standing: import('../pages/support.mjs').Standing, said: string][]} */
  const refusals = [
    [65004, 'access_denied', 'warning', 'consent-declined'],
    [50105, 'access_denied', 'fault', 'audience-assigned'],
    [700016, 'unauthorized_client', 'fault', 'audience-unknown'],
    [50011, 'invalid_request', 'fault', 'redirect-missing'],
  ];

  for (const [code, error, standing, said] of refusals) {
    test(`a sign-in that ends with AADSTS${code} says what to change`, async ({ support, tenant: world }) => {
      await world.interfere({ endpoint: 'authorize', tenant: 'host' }, { kind: 'oauth-error', code, error });
      await support.openRoom('portal');
      await support.press('support.portal.sign-in.at', { host });
      await support.seesRoom('portal');
      const values = { host, client: app.clientId, address: `${thisRun().portal}/desk.html` };
      await support.finds(standing, said, values);
      await expect(support.finding(said, values)).toContainText(word(`portal-check.change.${said}`, values));
      await expect(support.findingsThat('fault')).toHaveCount(standing === 'fault' ? 1 : 0);
      await expect(support.findingsThat('warning')).toHaveCount(standing === 'warning' ? 1 : 0);
    });
  }

  /** Each field with what should stand there. @type {[name: string, faults: [string, string][]][]} */
  const faulty = [
    ['broken', [['config.json', 'object']]],
    ['missing-fields', [['cloud.login', 'address'], ['hosts', 'list'], ['targets', 'object']]],
    ['wrong-types', [['clientId', 'guid'], ['doorsOpenMinutes', 'number'], ['hosts', 'list']]],
  ];

  for (const [name, faults] of faulty) {
    test(`a configuration that is ${name}: each fault by its field`, async ({ support, guest }) => {
      await guest.configuredAs(name);
      await support.openRoom('portal');
      for (const [field, expected] of faults) {
        await support.finds('fault', 'settings-fault', { field });
        await expect(support.finding('settings-fault', { field })).toContainText(word(`config.expected.${expected}`));
      }
      await expect(support.findingsThat('fault')).toHaveCount(faults.length);
      await expect(support.says('support.portal.sum.fault')).toBeVisible();
      // There is nothing to try.
      await expect(support.button('support.portal.run')).toHaveCount(0);
    });
  }
});

test.describe('network and tenant', () => {
  for (const target of ['mesh-pc', 'teams-immersive']) {
    test(`the addresses for ${target} as a letter, a table and a script`, async ({ support }) => {
      await support.openRoom('network');
      const part = support.part(`support.network.addresses.${target}`);
      const letter = await part.getByRole('textbox', { name: word('support.write-to.home-admin') }).inputValue();
      expect(await support.copies(part.locator('.letter'))).toBe(letter);

      const table = await support.savesBy(part.getByRole('button', { name: word('support.network.csv') }));
      expect(table.name).toBe(`endpoints-${target}.csv`);
      const [header, ...rows] = rowsOf(table.text);
      expect(header).toEqual(['purpose', 'host', 'protocol', 'port']);
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.every((row) => row.length === 4)).toBe(true);
      for (const [, address] of rows) if (/^[*\w.-]+$/.test(address)) expect(letter).toContain(address);

      const script = await support.savesBy(part.getByRole('button', { name: word('support.network.powershell') }));
      expect(script.name).toBe(`endpoints-${target}.ps1`);
      const lines = script.text.replace(/^\uFEFF/, '').split('\r\n');
      const tried = lines.filter((line) => line !== '' && !line.startsWith('#'));
      // What has one name and one TCP port is tried, and nothing else.
      const plain = rows.filter(([, address, protocol, port]) => /^[\w.-]+$/.test(address) && protocol === 'TCP' && /^\d+$/.test(port));
      expect(tried).toEqual(plain.map(([, address, , port]) => `Test-NetConnection -ComputerName '${address}' -Port ${port}`));
      expect(tried.join()).not.toContain('*');
      for (const [, address] of rows.filter(([, each]) => each.includes('*'))) expect(lines.some((line) => line.startsWith('#') && line.includes(address)), address).toBe(true);
    });
  }

  test('the way to a sign-in in the log names this portal and the Mesh app', async ({ support }) => {
    await support.openRoom('network');
    const log = support.part('support.network.log');
    await expect(log.getByRole('listitem').filter({ hasText: word('network.filter.application', { value: app.clientId }) })).toBeVisible();
    await expect(log.getByRole('listitem').filter({ hasText: word('network.filter.application', { value: 'Microsoft Mesh' }) })).toBeVisible();
  });
});

test('without settings answers are found all the same, and what needs the settings says so', async ({ support, guest }) => {
  await guest.configuredAs('not-found');
  await support.openRoom();
  await support.type('AADSTS50020');
  await expect(support.answerHeading()).toHaveText(word('aadsts.50020.meaning'));
  await support.goToRoom('network');
  await expect(support.says('desk.not-set-up')).toBeVisible();
  await expect(support.says('network.note.blocked.title')).toBeVisible();
});

test('words that do not come are asked for again', async ({ support }) => {
  await support.page.route('**/words/en/support.json', (route) => route.abort(), { times: 1 });
  await support.openAt('support/network');
  await support.seesPage('desk.support', 'desk.title');
  await expect(support.says('desk.support.unreached')).toBeVisible();
  await support.press('desk.support.again');
  await support.seesRoom('network');
});

/** The pages of the support desk, by the ids of their headings. @type {[place: string, heading: string, act?: (support: Support) => Promise<void>][]} */
const pages = [
  ['support', 'support.find.heading', (support) => write(support, `AADSTS53003 Correlation ID: ${correlationId}`)],
  ['support', 'support.find.heading', (support) => write(support, 'milk, eggs, bread and a bottle of wine')],
  ['support/AADSTS50020', 'aadsts.50020.meaning'],
  ['support/nowhere', 'support.lost.heading'],
  ['support/diagnose', 'diagnose.where'],
  ['support/diagnose/mail/no-mail/not-yet', 'problem.SIGNIN-02.heading'],
  ['support/diagnose/unsure', 'support.diagnose.not-known.heading'],
  ['support/report', 'support.report.heading'],
  ['support/numbers', 'support.numbers.heading'],
  ['support/portal', 'support.portal.heading'],
  ['support/network', 'support.network.heading'],
];

/** Writes into the box, in whatever language it is labeled. @param {Support} support @param {string} text */
async function write({ page }, text) {
  await page.getByRole('textbox').first().fill(text);
}

const desktop = 1280;
const phone = 390;

/** In each language, and in how many colors and widths. @type {[language: string, looks: ['light' | 'dark', number][]][]} */
const readers = [
  ['en', [['light', desktop], ['dark', desktop], ['dark', phone], ['light', phone]]],
  ['de', [['light', desktop], ['dark', phone]]],
  ['ar', [['light', phone], ['dark', desktop]]],
];

for (const [language, looks] of readers) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: language, contextOptions: { reducedMotion: 'reduce' } });

    test('no barriers and nothing that does not fit, on any page', async ({ support }) => {
      test.slow();
      const { page } = support;
      const words = wordsOf(language);
      await support.openAt('support');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const check = await barriersOf(page);
      for (const [place, heading, act] of pages) {
        await page.evaluate((fragment) => { location.hash = fragment; }, `#/${place}`);
        await expect(support.heading(words[heading].replaceAll('**', ''))).toBeVisible();
        await act?.(support);
        await support.unfoldAll();
        for (const [colorScheme, width] of looks) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 844 });
          expect.soft(await check(), `barriers on ${place} in ${colorScheme} at ${width}`).toEqual([]);
        }
        await page.setViewportSize({ width: 320, height: 844 });
        expect.soft([...(await page.evaluate(misplaced)), ...(await page.evaluate(overlapping))], `what does not fit on ${place}`).toEqual([]);
      }
    });
  });
}
