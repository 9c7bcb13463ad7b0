// Deployments: other ones that work, and wrong ones that say what is wrong.

import { host } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { word } from '../pages/words.mjs';

/** What the page has to name: each field, with what should stand there. @type {Record<string, [string, string][]>} */
const faulty = {
  broken: [['config.json', 'object']],
  html: [['config.json', 'object']],
  'missing-fields': [['cloud.login', 'address'], ['hosts', 'list'], ['targets', 'object']],
  'wrong-events': [['events.K7MTRX', 'invite'], ['events.SPRING', 'event-code']],
  'wrong-types': [['clientId', 'guid'], ['doorsOpenMinutes', 'number'], ['hosts', 'list']],
};

for (const [name, code] of [['not-found', 'CONFIG-01'], ['server-error', 'CONFIG-01'], ...Object.keys(faulty).map((each) => [each, 'CONFIG-02'])]) {
  test(`a configuration that is ${name} is an error page naming what is wrong`, async ({ guest }) => {
    const { portal, page } = guest;
    await guest.configuredAs(name);
    await guest.open('licensed');
    await portal.seesProblem(code);
    for (const [field, expected] of faulty[name] ?? []) {
      await expect(page.getByRole('listitem').filter({ hasText: `${field} ${word(`config.expected.${expected}`)}` })).toBeVisible();
    }
    await expect(portal.says(`problem.${code}.step.1`)).toBeVisible();
    await expect(portal.says(`problem.${code}.send`)).toBeVisible();
    // Once it is put right, a reload is all it takes, and the invite is still there.
    await guest.configuredAs('default');
    await portal.press('problem.remedy.reload');
    await portal.sees('introduction.heading', { event: host.event });
  });
}

test('a configuration that does not arrive says so, and a reload helps', async ({ guest }) => {
  await guest.page.route('**/config.json', (route) => route.abort());
  await guest.page.goto(guest.link('licensed'));
  await guest.portal.sees('first.unreached.heading');
  await guest.page.unroute('**/config.json');
  await guest.portal.press('first.reload');
  await guest.portal.sees('introduction.heading');
});

test('a portal for other hosts does not take the link', async ({ guest }) => {
  await guest.configuredAs('other-host');
  await guest.open('licensed');
  await guest.portal.seesProblem('LINK-04');
});

test('a portal for two hosts takes it', async ({ guest }) => {
  await guest.configuredAs('two-hosts');
  await guest.open('licensed');
  await guest.portal.sees('introduction.heading');
});

test('without the home leg there is one sign-in, and nothing about two', async ({ guest }) => {
  await guest.configuredAs('no-home-leg');
  await guest.open('licensed');
  await guest.portal.sees('introduction.heading');
  await expect(guest.portal.says('skip-home.summary')).toHaveCount(0);
  await expect(guest.page.getByText(word('why-twice.summary'))).toHaveCount(0);
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.sees('app.heading.mesh-pc');
  expect(await guest.tenant.redirects()).toBe(1);
});

test('a scope an admin has consented to may be asked for besides', async ({ guest }) => {
  await guest.configuredAs('extra-scopes');
  const asked = guest.page.waitForRequest((request) => new URL(request.url()).searchParams.get('scope')?.includes('LicenseAssignment.Read.All') ?? false);
  await guest.open('licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.sees('app.heading.mesh-pc');
  // Asked of the host organization only.
  expect(new URL((await asked).url()).pathname).not.toContain('/organizations/');
});

test('a portal nobody registered is a dead end at Microsoft that is explained here', async ({ guest }) => {
  await guest.configuredAs('unknown-app');
  await guest.open('licensed');
  await guest.portal.press('introduction.go.sign-in');
  const saw = async (/** @type {string} */ code) => {
    await guest.signIn.deadEnd(700016);
    await guest.goBack();
    await guest.portal.sees('sign-in.away.heading');
    await guest.portal.saw('Sorry, but we’re having trouble signing you in. AADSTS700016');
    await guest.portal.seesProblem(code);
  };
  // At home it may be the guest's own organization that lets no app in; only the host's answer settles it.
  await saw('SIGNIN-04');
  await guest.portal.press('problem.remedy.skip-home-sign-in');
  await saw('SIGNIN-12');
});

test('the first page marks when it accepts input, whichever page it is', async ({ guest }) => {
  const marked = () => guest.page.evaluate(() => performance.getEntriesByName('app-ready').length);
  await guest.open('licensed');
  expect(await marked()).toBe(1);
  await guest.configuredAs('broken');
  await guest.portal.reload();
  await guest.portal.seesProblem('CONFIG-02');
  expect(await marked()).toBe(1);
});
