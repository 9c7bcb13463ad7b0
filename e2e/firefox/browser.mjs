// The distribution's own Firefox, as it is: driven over WebDriver BiDi, on a fresh profile, with an app for deep links.

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer-core';

const firefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));

/** How long anything that is waited for may take, in milliseconds. */
export const patience = 30_000;

/** What pages are told: Firefox on a Windows PC. */
const windows = {
  'general.useragent.override': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0',
  'general.platform.override': 'Win32',
  'general.oscpu.override': 'Windows NT 10.0; Win64; x64',
};

/**
 * Starts Firefox where a scheme belongs to an app, as on a PC that has it: a deep link really opens that app, or the
 * test waits in vain. Firefox is told not to ask first, since nobody can answer its question without a window.
 * @param {string} scheme without its colon
 */
export async function startFirefox(scheme) {
  if (!firefox) throw new Error('Firefox is missing: `make setup` installs it');
  const app = await listenToApp();
  const profile = await mkdtemp(join(tmpdir(), 'guest-portal-firefox-'));
  await writeFile(join(profile, 'handlers.json'), JSON.stringify(handlers(scheme)));
  const browser = await launch({
    browser: 'firefox',
    executablePath: firefox,
    headless: true,
    userDataDir: profile,
    env: { ...process.env, MESH_APP_TELLS: app.address },
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: { ...windows, 'network.manage-offline-status': false, [`network.protocol-handler.external.${scheme}`]: true },
  });
  const page = await browser.newPage();
  // In a tab behind another nothing is drawn, and what waits for the next frame waits for ever.
  await page.bringToFront();
  page.setDefaultTimeout(patience);
  return {
    page,
    /** The deep links the app was opened with, one after the other. */
    nextLaunch: app.next,
    close: async () => {
      await browser.close();
      app.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** In Firefox's own format: action 2 is "open this app", and `ask` its question which app to take. @param {string} scheme */
function handlers(scheme) {
  const app = { name: 'Mesh', path: fileURLToPath(new URL('mesh-app.mjs', import.meta.url)) };
  return { defaultHandlersVersion: {}, mimeTypes: {}, schemes: { [scheme]: { action: 2, ask: false, handlers: [app] } } };
}

/** Where the app tells what it was opened with. */
async function listenToApp() {
  const server = createServer(async (request, response) => {
    const link = await text(request);
    response.end();
    server.emit('launch', link);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}/`,
    /** @returns {Promise<string>} */
    next: async () => (await once(server, 'launch', { signal: AbortSignal.timeout(patience) }))[0],
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
