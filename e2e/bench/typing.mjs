// What a key costs in the desk's fields, beside a field that nothing listens to.

import { word } from '../pages/words.mjs';
import { inBrowser, openPage } from './measure.mjs';
import { ours } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** Milliseconds per key: the page's scripts, and all that the main thread did. @typedef {{ script: number[], all: number[] }} Keys */

/** The fields: how to get to each, and what is typed there. @type {[name: string, field: (page: Page, site: string) => Promise<import('playwright-core').Locator>, text: string][]} */
const fields = [
  ['an empty page', async (page) => {
    await page.setContent('<label>Text <input></label>');
    return page.getByLabel('Text');
  }, 'Contoso autumn gathering'],
  ["the desk's event title", async (page, site) => {
    await page.goto(`${site}/desk.html#/events/new`);
    await page.getByRole('button', { name: word('desk.new.by-hand') }).click();
    return page.getByLabel(word('desk.field.event-title'));
  }, 'Contoso autumn gathering'],
  ["the desk's list of guests", async (page) => {
    const link = page.getByRole('link', { name: word('desk.part.guests'), exact: true });
    await link.click();
    return page.getByLabel(word('desk.guests.pasted'));
  }, 'ada@fabrikam.com, ben@fa'],
  ['the support box', async (page, site) => {
    await page.goto(`${site}/desk.html#/support`);
    return page.getByLabel(word('support.seen'));
  }, 'AADSTS50020: user account from identity provider'],
];

/** How long the page is left alone after a key, in milliseconds: longer than anything it may put off. */
const rest = 120;

/** @param {string} site @returns {Promise<Record<string, Keys>>} */
export function measureTyping(site) {
  return inBrowser({ name: ours }, site, (context) => typeAll(context, site));
}

/** @param {import('playwright-core').BrowserContext} context @param {string} site */
async function typeAll(context, site) {
  const { page, session } = await openPage(context, 'fast');
  await session.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const named = Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
    return { script: named.ScriptDuration, all: named.TaskDuration };
  };
  /** @type {Record<string, Keys>} */
  const measured = {};
  for (const [name, find, text] of fields) {
    const field = await find(page, site);
    await field.focus();
    await page.waitForTimeout(500);
    /** @type {Keys} */
    const keys = { script: [], all: [] };
    for (const key of text) {
      const before = await spent();
      await page.keyboard.type(key);
      await page.waitForTimeout(rest);
      const after = await spent();
      keys.script.push(after.script - before.script);
      keys.all.push(after.all - before.all);
    }
    measured[name] = keys;
  }
  return measured;
}
