// After Trunk: makes dist/ of what Trunk left in build/NAME/dist. One minified script per page, names by content,
// security headers, compressed siblings. dist/ is replaced at once, so a server never serves half a release.

import { createCipheriv, createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { compress } from './compress.mjs';
import { readCrates } from './crates.mjs';
import { hostFiles, writeHostFiles } from './hosts.mjs';
import { licensesPage, meetingLicensesPage } from './licenses.mjs';
import { finishMeeting } from './meeting.mjs';
import { noticesIn } from './packages.mjs';
import { dist, fail, pages, root, work } from './pages.mjs';
import { assets, line, microsoft } from './policy.mjs';
import { bill } from './sbom.mjs';
import { shorten } from './shorten.mjs';

const next = join(work, 'dist');
rmSync(next, { recursive: true, force: true });
cpSync(join(root, 'public'), next, { recursive: true });
mkdirSync(join(next, assets), { recursive: true });

for (const page of pages) finish(page);
tellOrigins(finishMeeting(next));
writeFileSync(join(next, line), incompressible(2_000_000));
writeHostFiles(next, microsoft);
// But for the one that cannot get smaller, and those that a deployment writes itself: a host would go on sending the
// sibling of the old one.
compress(next, [...hostFiles, line, 'config.json']);
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

/** @param {import('./pages.mjs').Page} page */
function finish(page) {
  const whole = shortened(page.name, page.bin);
  const module = asset(page.name, 'wasm', whole.wasm);
  // All that the first screen certainly needs is asked for at once, before the script has said so. The page knows its script
  // by its hash, and the script what it loads.
  let preloaded = module;
  let script;
  if (page.first) {
    const first = shortened(page.first, page.first);
    preloaded = asset(page.first, 'wasm', first.wasm);
    const glue = asset(page.name, 'js', bundled(whole.glue));
    const files = { FIRST: preloaded, GLUE: glue, MODULE: module };
    script = asset(page.first, 'js', bundled(join(root, 'e2e/build/boot-guest.mjs'), { first: first.glue }, files));
  } else {
    script = asset(page.name, 'js', bundled(join(root, 'e2e/build/boot.mjs'), { glue: whole.glue }, { MODULE: module }));
  }
  const head = [
    `<link rel="preload" href="${assets}/${preloaded.file}" as="fetch" type="application/wasm" crossorigin>`,
    `<link rel="preload" href="config.json" as="fetch" type="application/json" crossorigin>`,
    `<script type="module" src="${assets}/${script.file}" integrity="sha256-${script.hash}"></script>`,
  ].join('\n    ');
  const source = readFileSync(join(work, page.name, 'index.html'), 'utf8');
  const html = source.replace(/<link data-trunk rel="rust"[^>]*>/, head);
  if (html === source) fail(`${page.html}: no <link data-trunk rel="rust"> to put the script in the place of`);
  writeFileSync(join(next, page.html), html.replace(/\n\s+/g, '\n'));

  // A policy that does not know its styles would leave the page bare.
  if (!/<style>[^<]+<\/style>/.test(html)) fail(`${page.html}: no styles, or a < in them`);
}

/** Writes what the release is made of: for people, with the notices that others ask to be kept, and for programs. @param {import('./sbom.mjs').Meeting} meeting */
function tellOrigins(meeting) {
  const crates = readCrates();
  const modules = readdirSync(join(next, assets)).filter((name) => name.endsWith('.wasm'));
  writeFileSync(join(next, 'licenses.html'), licensesPage(crates.shipped));
  writeFileSync(join(next, 'meeting-licenses.html'), meetingLicensesPage(meeting.packages));
  writeFileSync(join(next, 'meeting-notices.txt'), noticesIn(meeting.packages));
  writeFileSync(join(next, 'sbom.cdx.json'), bill(crates, modules.map((name) => ({ path: `${assets}/${name}`, content: readFileSync(join(next, assets, name)) })), meeting));
}

/**
 * A module that Trunk has built, and the file with its glue.
 * @param {string} name    its folder
 * @param {string} bin
 */
function shortened(name, bin) {
  const from = join(work, name, 'dist');
  const glue = join(from, `${bin}.js`);
  const module = join(from, `${bin}_bg.wasm`);
  for (const file of [glue, module]) if (!existsSync(file)) fail(`Trunk left no ${file}`);
  const short = { module: join(work, name, 'short.wasm'), glue: join(work, name, 'short.js') };
  const { wasm, script } = shorten(module, glue, short.module);
  writeFileSync(short.glue, script);
  return { wasm, glue: short.glue };
}

/**
 * A script as small as it gets.
 * @param {string} entry
 * @param {Record<string, string>} [glues]    the files behind the names of glue
 * @param {Record<string, ReturnType<typeof asset>>} [files]    what is behind names
 */
function bundled(entry, glues, files = {}) {
  const define = Object.fromEntries(Object.entries(files).map(([name, { file, hash }]) => [name, JSON.stringify([`./${file}`, hash])]));
  const built = buildSync({
    // Of glue, only what starts its module.
    stdin: { contents: glues ? `import ${JSON.stringify(entry)};` : `export { default } from ${JSON.stringify(entry)};`, resolveDir: root },
    alias: glues ?? {},
    define,
    bundle: true,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    target: 'es2022',
    // A browser that knows this line compiles all of the script beside the page, before it is run.
    banner: { js: '//# allFunctionsCalledOnLoad' },
    write: false,
    logLevel: 'error',
  });
  return built.outputFiles[0].contents;
}

/**
 * Writes a file under a name that changes with its content; gives the name, and the hash as browsers compare it.
 * @param {string} name
 * @param {string} extension
 * @param {Uint8Array} content
 */
function asset(name, extension, content) {
  const sum = createHash('sha256').update(content).digest();
  const file = `${name}-${sum.toString('hex').slice(0, 12)}.${extension}`;
  writeFileSync(join(next, assets, file), content);
  return { file, hash: sum.toString('base64') };
}

/**
 * Bytes that nothing makes smaller, and the same in every build: the key stream of AES in counter mode.
 * @param {number} length
 */
function incompressible(length) {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));
}
