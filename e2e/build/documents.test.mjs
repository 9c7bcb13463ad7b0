import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './pages.mjs';

test('every proof that the threat model names is there', () => {
  const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
  const proofs = [...text.matchAll(/`([^`]+)` › `([^`]+)`/g)].map(([, file, name]) => ({ file, name }));
  assert.ok(proofs.length > 50, `${proofs.length} proofs`);
  const lost = proofs.filter(({ file, name }) => !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(name));
  assert.deepEqual(lost, []);
});
