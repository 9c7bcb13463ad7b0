// Builds the peers that Vite builds.
//
//   node build.mjs OUT LOGIN STYLE PUBLIC    a folder per peer in OUT; the tenant's origin; the portal's styles; what all have at their root

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const [out, login, style, publicDir] = process.argv.slice(2);

for (const peer of ['react', 'react-late', 'vanilla']) {
  await build({
    root: fileURLToPath(new URL(peer, import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    publicDir,
    plugins: [react()],
    define: { LOGIN: JSON.stringify(login) },
    resolve: { alias: { 'portal.css': style } },
    build: { outDir: join(out, peer), emptyOutDir: true },
  });
}
