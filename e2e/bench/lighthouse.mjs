// Lighthouse's performance of arrival, as its mobile preset simulates it: with an invite, on a phone.

import { navigation } from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { chromiumPath } from './places.mjs';

/** @param {string} link an invite @returns {Promise<number>} percent */
export async function performanceOf(link) {
  const browser = await puppeteer.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const run = await navigation(page, link, { config: { extends: 'lighthouse:default', settings: { onlyCategories: ['performance'] } } });
    return Math.round((run?.lhr.categories.performance.score ?? 0) * 100);
  } finally {
    await browser.close();
  }
}
