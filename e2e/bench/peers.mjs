// Builds what the portal is compared with, each into a folder of its own, compressed as the portal is.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { compress } from '../build/compress.mjs';
import { dist, root } from '../build/pages.mjs';
import { made, sources, tenantOrigin } from './places.mjs';

const withVite = ['react', 'react-late', 'vanilla'];
const withCargo = ['leptos-min', 'leptos-obvious'];

/** Installs and builds all peers that have a source. What is there already is not made again by npm or cargo. */
export function buildPeers() {
  install();
  run('npx', ['--no-install', 'tsc', '--noEmit'], sources);
  const shared = join(made, 'shared');
  mkdirSync(shared, { recursive: true });
  copyFileSync(join(root, 'public/icon.svg'), join(shared, 'icon.svg'));
  const style = join(made, 'portal.css');
  writeFileSync(style, portalStyles());
  run('node', [join(sources, 'build.mjs'), made, tenantOrigin, style, shared], sources);
  for (const name of withCargo) buildWasm(name, portalStyles());
  for (const name of [...withVite, ...withCargo]) compress(join(made, name), []);
}

/** With `npm ci`, unless it has been done for this very lock file. */
function install() {
  const lock = createHash('sha256').update(readFileSync(join(sources, 'package-lock.json'))).digest('hex');
  const note = join(sources, 'node_modules/.installed');
  if (existsSync(note) && readFileSync(note, 'utf8') === lock) return;
  run('npm', ['ci', '--no-audit', '--no-fund'], sources);
  writeFileSync(note, lock);
}

/** The portal's own, so that all look alike and weigh the same in it. */
function portalStyles() {
  const [, styles] = /<style>([^<]+)<\/style>/.exec(readFileSync(join(dist, 'index.html'), 'utf8')) ?? [];
  if (!styles) throw new Error('dist/index.html has no styles: run make build');
  return styles;
}

/**
 * A page as Trunk would make it: compiled, bound, made smaller, its script minified, both asked for at once.
 * @param {string} name @param {string} styles
 */
function buildWasm(name, styles) {
  const crate = join(sources, name);
  const target = join(process.env.CARGO_TARGET_DIR ?? join(made, 'target'), 'peer');
  const login = { LOGIN: tenantOrigin, LOGIN_HOST: new URL(tenantOrigin).host };
  run('cargo', ['build', '--quiet', '--release', '--locked', '--target', 'wasm32-unknown-unknown'], crate, { CARGO_TARGET_DIR: target, ...login });
  const bound = join(made, `${name}.bound`);
  run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-dir', bound, '--out-name', 'page', join(target, 'wasm32-unknown-unknown/release', `${name}.wasm`)], crate);
  const smaller = join(bound, 'smaller.wasm');
  run('wasm-opt', [join(bound, 'page_bg.wasm'), '-Oz', '-o', smaller], crate);

  const folder = join(made, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'assets'), { recursive: true });
  const wasm = asset(folder, 'wasm', readFileSync(smaller));
  const glue = asset(folder, 'js', minified(readFileSync(join(bound, 'page.js'), 'utf8')));
  const start = asset(folder, 'js', minified(`import init from './${glue}';\ninit({ module_or_path: new URL('./${wasm}', import.meta.url) });\n`));
  const style = asset(folder, 'css', styles);
  copyFileSync(join(root, 'public/icon.svg'), join(folder, 'icon.svg'));
  writeFileSync(join(folder, 'index.html'), `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Join a Mesh event as a guest</title>
    <link rel="icon" href="icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="assets/${style}" />
    <link rel="modulepreload" href="assets/${glue}" />
    <link rel="preload" href="assets/${wasm}" as="fetch" type="application/wasm" crossorigin />
    <script type="module" src="assets/${start}"></script>
  </head>
  <body></body>
</html>
`);
}

/** @param {string} script */
function minified(script) {
  return transformSync(script, { minify: true, format: 'esm', charset: 'utf8', target: 'es2022' }).code;
}

/** Writes a file under a name that changes with its content. @param {string} folder @param {string} extension @param {string | Uint8Array} content */
function asset(folder, extension, content) {
  const name = `${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
  writeFileSync(join(folder, 'assets', name), content);
  return name;
}

/**
 * The arrival page as the portal has painted it, without what made it: the limit of what a page with this look can be.
 * @param {string} html    of the page when it stands still
 */
export function buildStatic(html) {
  const folder = join(made, 'static');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, 'public/icon.svg'), join(folder, 'icon.svg'));
  writeFileSync(join(folder, 'index.html'), `<!doctype html>\n${html}\n`);
  compress(folder, []);
}

/** @param {string} command @param {string[]} options @param {string} cwd @param {Record<string, string>} [env] */
function run(command, options, cwd, env = {}) {
  execFileSync(command, options, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
}
