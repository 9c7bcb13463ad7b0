// Makes the README's pictures in docs/pictures: a walk in a real browser against the local tenant.
//
//   npm run pictures

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, devices } from 'playwright-core';
import { inviteLinks, startPortal, startTenant } from './start.mjs';
import { people } from './tenant/people.mjs';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const desktop = {
  viewport: { width: 1100, height: 800 },
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
};
const phone = { ...devices['iPhone 14'], defaultBrowserType: undefined };

mkdirSync(folder, { recursive: true });
const tenant = await startTenant({ port: 8090, portalOrigin: 'http://localhost:8080' });
const portal = await startPortal({ port: 8080, dist: fileURLToPath(new URL('../dist', import.meta.url)), tenantOrigin: tenant.origin });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const event = {
    portal: `${portal.origin}/`,
    title: 'Contoso spring gathering',
    start: '2027-03-20T17:00:00Z',
    end: '2027-03-20T18:30:00Z',
    host: '3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811',
    eventLink: 'https://mesh.cloud.microsoft/event/spring-gathering',
    organizer: { name: 'Oscar Nyberg', contact: 'oscar@contoso.com' },
  };
  const [ada, chloe] = ['licensed', 'no-license'].map((key) => /** @type {{ address: string, password: string }} */ (people.find((person) => person.key === key)));
  const [forAda, forChloe] = await inviteLinks([{ ...event, guest: ada.address }, { ...event, guest: chloe.address }]);

  const onPc = await opened(desktop, forAda, 'light');
  await picture(onPc, 'introduction');
  await signIn(onPc, ada.password);
  await onPc.getByRole('button', { name: 'I have the app' }).click();
  await onPc.getByRole('button', { name: 'Go to the event now' }).click();
  await picture(onPc, 'launch');

  await picture(await opened(phone, forAda, 'light'), 'wrong-device-phone');

  const inTheDark = await opened(desktop, forChloe, 'dark');
  await signIn(inTheDark, chloe.password);
  await inTheDark.getByRole('button', { name: 'Check again' }).waitFor();
  await picture(inTheDark, 'license-missing-dark');
} finally {
  await browser.close();
  await portal.close();
  await tenant.close();
}

/** @param {import('playwright-core').BrowserContextOptions} machine @param {string} link @param {'light' | 'dark'} colorScheme */
async function opened(machine, link, colorScheme) {
  const page = await browser.newPage({ ...machine, colorScheme, deviceScaleFactor: 1, locale: 'en-US', timezoneId: 'Europe/Berlin' });
  // An ordinary PC, whatever machine makes the pictures.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8 });
    Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => null });
  });
  await page.goto(link);
  await page.waitForFunction(() => performance.getEntriesByName('app-ready').length > 0);
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} password */
async function signIn(page, password) {
  await page.locator('.button--primary:visible').click();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${portal.origin}/**`);
  await page.locator('.visitor').waitFor();
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function picture(page, name) {
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
}
