// Browser tests against the built portal and the local tenant, in the distribution's own Chromium. The walk in Firefox
// has a runner of its own: firefox/walk.test.mjs.
//
//   npx playwright test                    the tests of `make test`
//   FULL=1 npx playwright test             every walk at every width and in every color scheme
//   SHOTS=folder npx playwright test       also saves a picture of every screen that is reached

import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { devices } from '@playwright/test';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

const windows = {
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
  viewport: { width: 1280, height: 800 },
  machine: 'windows',
};
const phone = { ...devices['Pixel 7'], machine: 'phone' };

/** Walks, and looks at every screen: what changes with the width. */
const walks = { grep: /@walk/ };

const everyday = [
  { name: 'pc', use: windows },
  { name: 'phone', ...walks, use: phone },
];

const matrix = [320, 768, 1280, 1920].flatMap((width) => ['light', 'dark', 'forced'].map((look) => ({
  name: `${width} ${look}`,
  ...walks,
  use: {
    ...windows,
    viewport: { width, height: 900 },
    colorScheme: /** @type {'light' | 'dark'} */ (look === 'dark' ? 'dark' : 'light'),
    contextOptions: look === 'forced' ? { forcedColors: /** @type {const} */ ('active') } : {},
  },
})));

/** @type {import('@playwright/test').PlaywrightTestConfig} */
export default {
  testDir: 'tests',
  outputDir: 'test-results',
  // The pictures that screens are compared with.
  snapshotPathTemplate: 'pictures/{arg}{ext}',
  globalSetup: './fixtures/servers.mjs',
  fullyParallel: true,
  forbidOnly: true,
  // More would wait for each other on the two cores that CI has.
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['./fixtures/faults-reporter.mjs'], [process.env.CI ? 'dot' : 'line'], ['./fixtures/closing-reporter.mjs']],
  projects: process.env.FULL ? [...everyday, ...matrix] : everyday,
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // A button that is not there is missed as soon as a page that does not come.
    actionTimeout: 15_000,
    // Recording costs a third of the time: TRACE=1 when something has to be looked into.
    trace: process.env.TRACE ? { mode: 'retain-on-failure', screenshots: false, sources: false } : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // See the file in there: deep links open no dialog.
      env: { ...process.env, PATH: `${fileURLToPath(new URL('fixtures/bin', import.meta.url))}${delimiter}${process.env.PATH}` },
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
};
