// Bundles the page that joins a Teams meeting. Its packages are its own (meeting/package.json), and what it downloads is
// far more than all of the portal: nothing else refers to it.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { packagesIn } from './packages.mjs';
import { fail, meeting, root, work } from './pages.mjs';
import { assets } from './policy.mjs';

/** The script that stands in the page's source. */
const entry = 'meeting/src/main.tsx';

/**
 * The scripts of the page, under names that change with their content; the first one is the one to begin with. And what
 * esbuild says of them.
 * @param {string} [from]    another entry than the page's own, for tests
 * @returns {{ scripts: { name: string, content: Uint8Array }[], metafile: import('esbuild').Metafile }}
 */
export function bundleMeeting(from = join(root, entry)) {
  const { outputFiles, metafile } = buildSync({
    entryPoints: { meeting: from },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    jsx: 'automatic',
    target: 'es2022',
    outdir: join(root, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: 'meeting-[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    // Blurred backgrounds: 12 MB more, and models from elsewhere. The library asks for it only where it was offered.
    external: ['@azure/communication-calling-effects'],
    absWorkingDir: root,
    // Names change with the places of files as well: those in the repository, wherever the packages really lie.
    preserveSymlinks: true,
    // Some of the packages ask that notices in their code stay in it.
    legalComments: 'eof',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const first = Object.keys(metafile.outputs).find((name) => metafile.outputs[name].entryPoint === relative(root, from));
  const scripts = outputFiles.map(({ path, contents }) => ({ name: basename(path), content: contents }));
  return { scripts: scripts.sort((one) => (one.name === basename(String(first)) ? -1 : 0)), metafile };
}

/**
 * Places the page and its scripts in the release; says what they are made of.
 * @param {string} release
 * @returns {import('./sbom.mjs').Meeting}
 */
export function finishMeeting(release) {
  const { scripts, metafile } = bundleMeeting();
  for (const { name, content } of scripts) writeFileSync(join(release, assets, name), content);
  const source = readFileSync(join(work, meeting.name, 'index.html'), 'utf8');
  const hash = createHash('sha256').update(scripts[0].content).digest('base64');
  const html = source.replace(`${entry}"`, `${assets}/${scripts[0].name}" integrity="sha256-${hash}"`);
  if (html === source) fail(`${meeting.html}: no ${entry} to put the script in the place of`);
  writeFileSync(join(release, meeting.html), html.replace(/\n\s+/g, '\n'));
  return { scripts: scripts.map(({ name, content }) => ({ path: `${assets}/${name}`, content })), packages: packagesIn(metafile) };
}
