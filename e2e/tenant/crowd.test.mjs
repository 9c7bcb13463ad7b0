// Guests in the directory: a crowd of them, finding them, licensing and deleting them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { crowd, crowdStates } from './crowd.mjs';
import { products } from './licenses.mjs';
import { contoso } from './organizations.mjs';
import { deskScopes, filtered, sent, tenantForTests } from './test-browser.mjs';

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

/** @param {string} key @param {Record<string, unknown>} [switches] */
async function desk(key, switches = {}) {
  const { ask, browser } = await tenant.browser().caller(key, contoso.tenantId, { scope: deskScopes });
  assert.equal((await browser.tell('PUT', '/switchboard/switches', switches)).status, 200);
  /** @param {string} address */
  const found = async (address) => (await ask(`/users?${filtered(`mail eq '${address}'`)}&$select=id,usageLocation,assignedLicenses,externalUserState`)).body.value[0];
  /** @param {string} skuId */
  const sku = async (skuId) => (await ask('/subscribedSkus')).body.value.find((/** @type {any} */ each) => each.skuId === skuId);
  /** @param {string} id @param {string[]} add @param {string[]} [remove] @param {string[]} [disabledPlans] */
  const assign = (id, add, remove = [], disabledPlans = []) =>
    ask(`/users/${id}/assignLicense`, sent('POST', { addLicenses: add.map((skuId) => ({ skuId, disabledPlans })), removeLicenses: remove }));
  return { ask, browser, found, sku, assign };
}

const premium = products.teamsPremium.skuId;
const microsoft365 = products.microsoft365E3.skuId;
const meshPlan = 'acbca54f-c771-423b-a476-6d7a98cbbcec';

/** Follows the links from page to page. @param {Awaited<ReturnType<typeof desk>>['ask']} ask @param {string} path */
async function pages(ask, path) {
  const all = [];
  for (let next = path; next; ) {
    const started = performance.now();
    const { body } = await ask(next, { headers: { ConsistencyLevel: 'eventual' } });
    all.push({ body, took: performance.now() - started });
    const link = body['@odata.nextLink'];
    next = link ? link.slice(link.indexOf('/v1.0/') + '/v1.0'.length) : '';
  }
  return all;
}

test('a crowd is the same every time, in fixed proportions', () => {
  assert.deepEqual(crowd(1000), crowd(1000));
  assert.deepEqual(crowd(20), crowd(1000).slice(0, 20));
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { state } of crowd(1000)) counts[state] = (counts[state] ?? 0) + 1;
  assert.deepEqual(counts, {
    ready: 400, 'no-premium': 150, pending: 100, 'no-license': 100, 'pending-licensed': 100, 'mesh-off': 50, 'no-location': 50, absent: 50,
  });
  assert.deepEqual([crowd(20)[0].address, crowd(10_000)[9_999].address], ['guest0001@fabrikam.com', 'guest10000@fabrikam.com']);
  assert.ok(crowd(1000).every(({ number, state }) => (state === 'absent') === (number % 20 === 0)));
  assert.equal(crowdStates.length, 20);
});

test('the directory holds the crowd as crowd() says', async () => {
  const { ask } = await desk('organizer', { crowd: 1000 });
  const select = '$select=mail,displayName,externalUserState,usageLocation,assignedLicenses,assignedPlans';
  const read = await pages(ask, `/users?${filtered("userType eq 'Guest' and startswith(mail,'guest')")}&${select}&$top=999&$count=true`);
  assert.equal(read[0].body['@odata.count'], 950);
  const found = new Map(read.flatMap(({ body }) => body.value).map((/** @type {any} */ each) => [each.mail, each]));
  assert.equal(found.size, 950);
  for (const guest of crowd(1000)) {
    const listed = found.get(guest.address);
    if (guest.state === 'absent') {
      assert.equal(listed, undefined, guest.address);
      continue;
    }
    const holds = (/** @type {string} */ skuId) => listed.assignedLicenses.some((/** @type {any} */ each) => each.skuId === skuId);
    const mesh = listed.assignedPlans.find((/** @type {any} */ plan) => plan.servicePlanId === meshPlan)?.capabilityStatus;
    assert.deepEqual(
      [listed.displayName, listed.externalUserState, listed.usageLocation, holds(microsoft365), holds(premium), mesh],
      [guest.name, guest.invitation, guest.usageLocation, guest.licenses.includes('SPE_E3'), guest.licenses.length === 2, guest.licenses.length < 2 ? undefined : guest.state === 'mesh-off' ? 'Deleted' : 'Enabled'],
      guest.address,
    );
  }
});

test('ten thousand guests are listed page by page, each page quickly', async () => {
  const { ask, browser } = await desk('organizer', { crowd: 10_000 });
  const path = `/users?${filtered("userType eq 'Guest'")}&$select=id,mail,assignedLicenses,assignedPlans,externalUserState&$top=999&$count=true`;
  const read = await pages(ask, path);
  assert.equal(read.length, Math.ceil(read[0].body['@odata.count'] / 999));
  assert.deepEqual([...new Set(read.slice(0, -1).map(({ body }) => body.value.length))], [999]);
  const later = read.slice(1).map(({ took }) => took).sort((one, other) => one - other);
  assert.ok(read[0].took < 3000, `the first page took ${read[0].took} ms`);
  assert.ok(later[Math.floor(later.length / 2)] < 500, `the others took ${later} ms`);
  await browser.tell('PUT', '/switchboard/switches', { crowd: 0 });
  assert.equal((await ask(`/users?${filtered("startswith(mail,'guest')")}`)).body.value.length, 0);
});

test('guests are found by up to fifteen addresses at once, in whichever way they are asked for', async () => {
  const { ask } = await desk('organizer', { crowd: 40 });
  const addresses = crowd(16).map(({ address }) => address);
  const mailsOf = async (/** @type {string} */ filter) => {
    const { status, body } = await ask(`/users?${filtered(filter)}&$select=mail`);
    return status === 200 ? body.value.map((/** @type {any} */ each) => each.mail) : body.error.code;
  };
  const fifteen = addresses.slice(0, 15);
  const anyOf = (/** @type {string[]} */ list) => list.map((address) => `mail eq '${address}'`).join(' or ');
  const inList = (/** @type {string[]} */ list) => `mail in (${list.map((address) => `'${address}'`).join(',')})`;
  assert.deepEqual(await mailsOf(anyOf(fifteen)), fifteen);
  assert.deepEqual(await mailsOf(inList(fifteen)), fifteen);
  assert.deepEqual(await mailsOf(fifteen.map((address) => `otherMails/any(x:x eq '${address}')`).join(' or ')), fifteen);
  assert.deepEqual(await mailsOf(`userType eq 'Guest' and (${anyOf(fifteen)})`), fifteen);
  assert.equal(await mailsOf(anyOf(addresses)), 'Request_UnsupportedQuery');
  assert.equal(await mailsOf(inList(addresses)), 'Request_UnsupportedQuery');
  const advanced = await ask(`/users?${filtered(inList(addresses))}&$select=mail&$count=true`, { headers: { ConsistencyLevel: 'eventual' } });
  assert.equal(advanced.body.value.length, 16);
});

test('who is absent can be invited, starts without location and licenses, and accepts', async () => {
  const { ask, browser, found } = await desk('admin', { crowd: 20 });
  assert.equal(await found('guest0020@fabrikam.com'), undefined);
  const { status } = await ask('/invitations', sent('POST', { invitedUserEmailAddress: 'guest0020@fabrikam.com', inviteRedirectUrl: 'http://localhost:18080/' }));
  assert.equal(status, 201);
  const { id: _id, ...rest } = await found('guest0020@fabrikam.com');
  assert.deepEqual(rest, { usageLocation: null, assignedLicenses: [], externalUserState: 'PendingAcceptance' });
  const mail = await browser.open('/mail/guest0020');
  assert.match(mail.text, /Accept invitation/);
});

test('a license needs a usage location first', async () => {
  const { ask, found, assign } = await desk('admin', { crowd: 20 });
  const { id } = await found('guest0014@fabrikam.com');
  const early = await assign(id, [premium]);
  assert.deepEqual([early.status, early.body.error.message], [400, 'License assignment cannot be done for user with invalid usage location.']);
  for (const wrong of [{ usageLocation: 'Germany' }, { usageLocation: 'DE', jobTitle: 'Lead' }, {}]) {
    assert.equal((await ask(`/users/${id}`, sent('PATCH', wrong))).status, 400, JSON.stringify(wrong));
  }
  const located = await ask(`/users/${id}`, sent('PATCH', { usageLocation: 'DE' }));
  assert.deepEqual([located.status, located.body], [204, undefined]);
  const assigned = await assign(id, [premium, microsoft365]);
  assert.equal(assigned.status, 200);
  assert.deepEqual((await found('guest0014@fabrikam.com')).assignedLicenses, [{ skuId: premium, disabledPlans: [] }, { skuId: microsoft365, disabledPlans: [] }]);
});

test('licenses take seats and give them back, until there are none left', async () => {
  const { found, sku, assign, browser } = await desk('admin', { crowd: 20 });
  const before = await sku(premium);
  assert.equal(before.prepaidUnits.enabled, 25 + 12);
  await browser.tell('PUT', '/switchboard/switches', { premiumSeats: before.consumedUnits + 1 });
  const [first, second] = [(await found('guest0002@fabrikam.com')).id, (await found('guest0009@fabrikam.com')).id];
  assert.equal((await assign(first, [premium])).status, 200);
  assert.deepEqual([(await sku(premium)).consumedUnits, (await sku(premium)).prepaidUnits.enabled], [before.consumedUnits + 1, before.consumedUnits + 1]);
  const full = await assign(second, [premium]);
  assert.deepEqual([full.status, full.body.error.message], [400, `Subscription with SKU ${premium} does not have any available licenses.`]);
  assert.equal((await assign(first, [premium], [], [meshPlan])).status, 200, 'who has a seat may change the plans');
  assert.deepEqual((await found('guest0002@fabrikam.com')).assignedLicenses.at(-1), { skuId: premium, disabledPlans: [meshPlan] });
  assert.equal((await assign(first, [], [premium])).status, 200);
  assert.equal((await assign(second, [premium])).status, 200);
});

test('what cannot be assigned or taken away is refused, and changes nothing', async () => {
  const { ask, found, assign } = await desk('admin', { crowd: 20 });
  const { id, assignedLicenses } = await found('guest0002@fabrikam.com');
  assert.equal((await assign(id, ['11111111-2222-4333-8444-555555555555'])).status, 400);
  assert.equal((await assign(id, [], [premium])).status, 400);
  assert.equal((await assign(id, [premium], [], [microsoft365])).status, 400);
  assert.equal((await ask(`/users/${id}/assignLicense`, sent('POST', { addLicenses: [] }))).status, 400);
  assert.deepEqual((await found('guest0002@fabrikam.com')).assignedLicenses, assignedLicenses);
});

test('when a crowd of a thousand is licensed, Teams Premium runs out', async () => {
  const { sku } = await desk('organizer', { crowd: 1000 });
  const { prepaidUnits, consumedUnits } = await sku(premium);
  const free = prepaidUnits.enabled - consumedUnits;
  const waiting = (/** @type {number} */ held) => crowd(1000).filter(({ licenses }) => licenses.length <= held).length;
  assert.ok(free > 0 && free < waiting(1), `${free} free for ${waiting(1)}`);
  const other = await sku(microsoft365);
  assert.ok(other.prepaidUnits.enabled - other.consumedUnits >= waiting(0), 'the prerequisite is enough for all');
});

test('a deleted guest is gone from everywhere, and starts from nothing when invited again', async () => {
  const { ask, browser, found, sku } = await desk('admin', { crowd: 20 });
  const { id } = await found('guest0001@fabrikam.com');
  const before = (await sku(premium)).consumedUnits;
  const deleted = await ask(`/users/${id}`, sent('DELETE'));
  assert.deepEqual([deleted.status, deleted.body], [204, undefined]);
  for (const again of [await ask(`/users/${id}`), await ask(`/users/${id}`, sent('DELETE'))]) {
    assert.deepEqual([again.status, again.body.error.code], [404, 'Request_ResourceNotFound']);
  }
  assert.equal(await found('guest0001@fabrikam.com'), undefined);
  assert.equal((await sku(premium)).consumedUnits, before - 1);
  assert.equal((await browser.open('/mail/guest0001')).status, 404);
  await ask('/invitations', sent('POST', { invitedUserEmailAddress: 'guest0001@fabrikam.com', inviteRedirectUrl: 'http://localhost:18080/' }));
  const { id: _id, ...rest } = await found('guest0001@fabrikam.com');
  assert.deepEqual(rest, { usageLocation: null, assignedLicenses: [], externalUserState: 'PendingAcceptance' });
});

test('members are not deleted, and a user is found by its principal name', async () => {
  const { ask } = await desk('admin');
  assert.equal((await ask('/users/julia%40contoso.com', sent('DELETE'))).status, 403);
  const { body } = await ask(`/users/${encodeURIComponent('ada_fabrikam.com#EXT#@contoso.onmicrosoft.com')}`);
  assert.equal(body.mail, 'ada@fabrikam.com');
});

test('deleting and changing in a batch answers without bodies', async () => {
  const { ask, found } = await desk('admin', { crowd: 20 });
  const { id } = await found('guest0001@fabrikam.com');
  const { body } = await ask('/$batch', sent('POST', {
    requests: [
      { id: '1', method: 'PATCH', url: `/users/${id}`, headers: { 'Content-Type': 'application/json' }, body: { usageLocation: 'AT' } },
      { id: '2', method: 'DELETE', url: `/users/${id}`, dependsOn: ['1'] },
    ],
  }));
  assert.deepEqual(body.responses, [{ id: '2', status: 204, headers: {} }, { id: '1', status: 204, headers: {} }]);
});
