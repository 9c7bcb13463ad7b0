/// <reference lib="dom" />
// The meeting's page as organizations serve it: on nginx, with the file that `make headers` writes.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from '../fixtures/guest.mjs';
import { goesToDevices, withDevices } from '../fixtures/meeting.mjs';
import { reports, somebodyElse, test } from '../fixtures/nginx.mjs';
import { word } from '../pages/words.mjs';

test.use({ launchOptions: withDevices, device: 'Mac with Safari' });
// One nginx for all of them.
test.describe.configure({ mode: 'default' });

test('from the invite link to the devices, and the policy stands in nobody’s way', async ({ guest }) => {
  test.setTimeout(150_000);
  const found = await reports(guest);
  // Without a network the SDK says so, many times.
  guest.expectedFaults.push(/./);
  const { portal, page } = guest;
  await portal.open(guest.link('with a meeting'));
  await portal.press('join-meeting.instead');
  await goesToDevices(guest);
  await expect(page.getByRole('button', { name: word('meeting.devices.join') })).toBeVisible({ timeout: 90_000 });
  // The SDK's script looks for the global object by evaluating, is refused, and finds it in another way.
  expect(found).toEqual(['script-src eval']);
});

test('planted scripts and frames are refused on the page of the meeting', async ({ guest, nginx }) => {
  const found = await reports(guest);
  guest.expectedFaults.push(/Content Security Policy/);
  const other = await somebodyElse({ '/script.js': ['text/javascript', 'document.title = "foreign"'] });
  const file = join(nginx.root, 'meeting.html');
  const page = readFileSync(file);
  const write = (/** @type {string | Buffer} */ content) => {
    writeFileSync(file, content);
    writeFileSync(`${file}.gz`, gzipSync(content));
  };
  write(`<!doctype html>
    <title>Planted</title>
    <body>
    <script>document.title = 'inline'</script>
    <script src="${other.origin}/script.js"></script>
    <img src="icon.svg" alt="" onload="document.title = 'handler'">
    <iframe src="${other.origin}/frame.html"></iframe>`);
  await guest.page.goto(`${nginx.origin}/meeting.html`);
  await guest.page.waitForLoadState('networkidle');
  // What a script of the page itself might be brought to do.
  await guest.page.evaluate((origin) => {
    fetch(`${origin}/taken?token=1`).catch(() => {});
    setTimeout('document.title = "evaluated"');
  }, other.origin);
  for (const report of ['script-src-elem inline', `script-src-elem ${other.origin}/script.js`, 'script-src-attr inline', 'script-src eval', `connect-src ${other.origin}/taken?token=1`]) {
    await expect.poll(() => found, report).toContain(report);
  }
  expect(found.filter((report) => report.startsWith('frame-src '))).not.toEqual([]);
  await expect(guest.page).toHaveTitle('Planted');
  expect(other.asked).toEqual([]);
  write(page);
  other.close();
});

test('no other site shows the page of the meeting in a frame', async ({ guest, nginx }) => {
  const other = await somebodyElse({ '/': ['text/html', `<!doctype html><title>Somebody else</title><iframe src="${nginx.origin}/meeting.html"></iframe>`] });
  const said = guest.page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await guest.page.goto(`${other.origin}/`);
  expect((await said).text()).toContain("'none'");
  expect(await guest.page.frames()[1].evaluate(() => document.querySelectorAll('#app').length)).toBe(0);
  other.close();
});

test('with one byte of its script changed nothing of the page of the meeting runs', async ({ guest, nginx }) => {
  guest.expectedFaults.push(/integrity/);
  const name = /assets\/(meeting-[^"]+\.js)" integrity/.exec(readFileSync(join(nginx.root, 'meeting.html'), 'utf8'))?.[1];
  const file = join(nginx.root, 'assets', String(name));
  const script = readFileSync(file);
  // A blank at the end changes nothing of what it does.
  writeFileSync(file, `${script} `);
  writeFileSync(`${file}.gz`, gzipSync(`${script} `));
  const said = guest.page.waitForEvent('console', (message) => message.text().includes('integrity'));
  await guest.page.goto(`${nginx.origin}/meeting.html`);
  expect((await said).text()).toContain(`/assets/${name}`);
  await expect(guest.page.getByText(word('meeting.loading'))).toBeVisible();
  writeFileSync(file, script);
  writeFileSync(`${file}.gz`, gzipSync(script));
});
