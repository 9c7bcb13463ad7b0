// What takes too long for every change: the same way hundreds of times in one browser, and the table of faults on a bad
// network. Part of `make test-full`, which runs each shard once and goes on where it was broken off.
//
//   FULL=1 npx playwright test --config long.config.mjs soak        SOAK=500 rounds
//   FULL=1 npx playwright test --config long.config.mjs storm       SEED=1, STORM=2 percent; --shard=1/8, --grep as usual

import usual from './playwright.config.mjs';

if (!process.env.FULL) throw new Error('these tests take an hour: FULL=1 says that they are meant');

const [pc] = usual.projects ?? [];

/** @type {import('@playwright/test').PlaywrightTestConfig} */
export default {
  ...usual,
  testDir: 'long',
  expect: { timeout: 6_000 },
  projects: [pc],
  reporter: [['line'], ['./fixtures/storm-reporter.mjs'], ['./fixtures/closing-reporter.mjs']],
  use: { ...usual.use, actionTimeout: 6_000 },
};
