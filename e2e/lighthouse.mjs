/// <reference lib="dom" />
// Lighthouse's accessibility, best practices and search on the pages a guest meets first, in the built portal beside
// the local tenant: 100 each, or it fails. Pages behind the sign-in are looked at where they stand (snapshots). And the
// performance of arrival, which fails nothing: it hangs on what else the machine does.
//
//   npm run lighthouse

import { startFlow } from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { performanceOf } from './bench/lighthouse.mjs';
import { chromiumPath } from './bench/places.mjs';
import { personCalled } from './fixtures/events.mjs';
import startServers, { thisRun } from './fixtures/servers.mjs';
import { word } from './pages/words.mjs';

/**
 * Left out on purpose. No search engine is to list a page that guests reach by their own link (`noindex`), and the
 * local tenant is reached without TLS.
 */
const leftOut = ['is-crawlable', 'is-on-https', 'redirects-http'];

const stopServers = await startServers();
const browser = await puppeteer.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  // A Windows PC, whatever machine looks.
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
  const userAgentMetadata = { platform: 'Windows', platformVersion: '15.0.0', architecture: 'x86', model: '', mobile: false };
  await page.setUserAgent({ userAgent, userAgentMetadata, platform: 'Win32' });
  const flow = await startFlow(page, {
    config: {
      extends: 'lighthouse:default',
      settings: {
        onlyCategories: ['accessibility', 'best-practices', 'seo'],
        skipAudits: leftOut,
        formFactor: 'desktop',
        screenEmulation: { disabled: true },
        emulatedUserAgent: false,
        throttlingMethod: 'provided',
      },
    },
  });
  const { links } = thisRun();

  await flow.navigate(links['no-license'], { name: 'arrival' });
  await press('introduction.go.sign-in');
  await page.waitForSelector('::-p-aria(Password)');
  await page.goBack();
  await seen('sign-in.away.heading');
  await flow.snapshot({ name: 'sign-in' });

  await press('sign-in.try-again');
  await page.waitForSelector('::-p-aria(Password)');
  await page.locator('::-p-aria(Password)').fill(personCalled('no-license').password);
  await page.locator('::-p-aria([name="Sign in"][role="button"])').click();
  await seen('license.missing.heading');
  await flow.snapshot({ name: 'license' });

  await press('license.go-on');
  await seen('app.heading.mesh-pc');
  await press('app.have');
  await seen('launch.heading.mesh-pc');
  await flow.snapshot({ name: 'launch' });

  const { steps } = await flow.createFlowResult();
  for (const { name, lhr } of steps) report(name, lhr);
  console.log(`lighthouse: arrival performance, mobile ${await performanceOf(links['no-license'])} (target 100)`);

  /** @param {string} id a heading's word */
  async function seen(id) {
    await page.waitForFunction((heading) => document.getElementById('heading')?.textContent === heading, {}, word(id));
  }

  /** @param {string} id a button's word */
  async function press(id) {
    await page.locator(`::-p-aria([name="${word(id)}"][role="button"])`).click();
  }
} finally {
  await browser.close();
  await stopServers();
}

/** Prints a page's scores, and what keeps one below 100. @param {string} name @param {import('lighthouse').Result} result */
function report(name, { categories, audits }) {
  for (const { id, score, auditRefs } of Object.values(categories)) {
    const percent = Math.round((score ?? 0) * 100);
    // Without search engines, nobody's page behind the sign-in is looked for.
    if (id === 'seo' && name !== 'arrival') continue;
    console.log(`lighthouse: ${name} ${id} ${percent}`);
    if (percent === 100) continue;
    process.exitCode = 1;
    for (const { id: audit, weight } of auditRefs) {
      const { score: own, title } = audits[audit];
      if (weight > 0 && own !== null && own < 1) console.log(`lighthouse:   ${audit}: ${title}`);
    }
  }
}
