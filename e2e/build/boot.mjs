/// <reference lib="dom" />
// The first lines that run on an entry page: they start the app, and say so when it cannot start.
// finish.mjs puts the page's glue behind 'glue', and the name and the hash of its module behind MODULE.

// @ts-expect-error: resolved by finish.mjs
import init from 'glue';
import { moduleAt } from './module.mjs';
import { crash, isFramed, run, say, whenEnded } from './opening.mjs';

whenEnded(crash);

// @ts-expect-error: replaced by finish.mjs
if (!isFramed()) run(init, moduleAt(...MODULE)).catch(say);
