import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readConfigs } from './headers.mjs';
import { hostFiles, textsFor, writeHostFiles } from './hosts.mjs';
import { microsoft, policyFor, readRelease } from './policy.mjs';

const release = { styles: ['sha256-AAAA='], named: ['brand/', 'check.html', 'config.json', 'index.html', 'line.bin', 'words/'] };

/** The smallest configuration with nothing wrong. */
const sound = {
  clientId: '8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617',
  hosts: [{ tenantId: '3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811', domain: 'contoso.com', name: 'Contoso' }],
};

/** What the rules say to configurations with these clouds. @param {unknown[]} clouds */
function readClouds(clouds) {
  return readConfigs(clouds.map((cloud) => JSON.stringify({ ...sound, cloud })));
}

/** @param {string} login @param {string} [graph] */
function cloudAt(login, graph = 'https://graph.contoso.com') {
  return { login, graph, invitations: 'https://invitations.contoso.com' };
}

/** The headers for the root page, as each host would send them. @param {Record<string, string>} texts @returns {Record<string, Map<string, string>>} */
function headersByHost(texts) {
  const [everywhere] = texts._headers.split(/\n(?=\/)/);
  const plain = everywhere.split('\n').slice(1).map((line) => line.trim().split(/: (.*)/).slice(0, 2));
  const nginx = [...texts['portal.nginx.conf'].matchAll(/^add_header (\S+) "([^"]*)" always;$/gm)].map(([, name, value]) => [name, value]);
  const { 'Cache-Control': _caching, ...azure } = JSON.parse(texts['staticwebapp.config.json']).globalHeaders;
  const maps = { plain, nginx, azure: Object.entries(azure) };
  return Object.fromEntries(Object.entries(maps).map(([host, entries]) => [host, new Map(/** @type {[string, string][]} */ (entries))]));
}

/** @param {string} policy */
function directives(policy) {
  return new Map(policy.split('; ').map((directive) => /** @type {[string, string]} */ (directive.split(/ (.*)/).slice(0, 2))));
}

test('the three hosts send the same', () => {
  const { plain, nginx, azure } = headersByHost(textsFor(release, microsoft));
  assert.deepEqual(plain, new Map(policyFor(release, microsoft).everywhere));
  assert.deepEqual(nginx, plain);
  assert.deepEqual(azure, plain);
});

test('nothing inline, nothing evaluated, nothing foreign, nothing framed', () => {
  const policy = String(headersByHost(textsFor(release, microsoft)).plain.get('Content-Security-Policy'));
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|data:|blob:/);
  const { 'connect-src': connections, ...others } = Object.fromEntries(directives(policy));
  assert.deepEqual(others, {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'sha256-AAAA='",
    'img-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
  assert.equal(connections, `'self' ${microsoft.join(' ')}`);
});

test('the release may connect to every cloud that a configuration can name, and each deployment to its own', async () => {
  const readings = await readClouds(['public', 'us-gov', 'us-dod', 'china']);
  const connections = readings.map((reading) => ('connections' in reading ? reading.connections : []));
  assert.deepEqual(connections.map((each) => each.toSorted()), [
    ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
    ['https://graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['https://login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn'],
  ]);
  assert.deepEqual([...new Set(connections.flat())].toSorted(), microsoft.toSorted());
  const policy = String(headersByHost(textsFor(release, connections[3])).nginx.get('Content-Security-Policy'));
  assert.equal(directives(policy).get('connect-src'), `'self' ${connections[3].join(' ')}`);
});

test('own hosts are written as browsers compare them: without path and usual port, in lower case, each once', async () => {
  assert.deepEqual(await readClouds([
    cloudAt('http://localhost:8090', 'http://localhost:8090/graph/'),
    cloudAt('https://LOGIN.contoso.com:443/', 'https://graph.contoso.com:8443/beta'),
    cloudAt('https://xn--bro-hoa.example', 'https://10.0.0.7/graph'),
  ]), [
    { connections: ['http://localhost:8090'] },
    { connections: ['https://graph.contoso.com:8443', 'https://login.contoso.com'] },
    { connections: ['https://10.0.0.7', 'https://xn--bro-hoa.example'] },
  ]);
});

for (const [what, login] of [
  ['a semicolon', 'https://x;sandbox'],
  ['a semicolon in a name', "https://login.contoso.com;script-src"],
  ['a line break in it', 'https://login.contoso.com\nX-Evil: 1'],
  ['letters beyond ASCII', 'https://Anmeldung.Büro.example'],
  ['quotes', "https://'unsafe-inline'"],
  ['double quotes', 'https://login"contoso.com'],
  ['a wildcard', 'https://*.example'],
  ['a comma', 'https://a,b.example'],
  ['a dollar sign, a variable of nginx', 'https://$host.example'],
  ['an address that a policy cannot name', 'https://[::1]:8090'],
  ['a scheme only', 'https:'],
  ['another scheme', 'data:text/html,x'],
  ['plain http elsewhere', 'http://login.contoso.com'],
  ['credentials', 'https://user:secret@login.contoso.com'],
]) {
  test(`a host with ${what} is refused, by the name of its field`, async () => {
    const [reading] = await readClouds([cloudAt(login)]);
    assert.ok('faults' in reading, JSON.stringify(reading));
    assert.equal(reading.faults.length, 1);
    assert.match(reading.faults[0], /^cloud\.login must /);
  });
}

test('what stands behind a host gets into no header', async () => {
  const odd = ['https://login.contoso.com/ script-src *', "https://login.contoso.com/;script-src 'unsafe-inline'", 'https://login.contoso.com\r\n', ' https://login.contoso.com '];
  for (const reading of await readClouds(odd.map((login) => cloudAt(login)))) {
    assert.deepEqual(reading, { connections: ['https://graph.contoso.com', 'https://login.contoso.com'] });
  }
});

test('whatever gets so far, a policy is made of origins only', () => {
  for (const bad of ['https://a;b', "'unsafe-inline'", '*', 'https://a b', 'https://a\n', 'https://a/path', '']) {
    assert.throws(() => policyFor(release, [bad]), /an origin that a policy can name/, bad);
  }
});

test('everything wrong with a configuration is named', async () => {
  const [empty, broken, several] = await readConfigs(['{}', '{ "clientId": ', JSON.stringify({ ...sound, clientId: 'x', cloud: 'mars', privacyUrl: 'javascript:alert(1)' })]);
  assert.deepEqual('faults' in empty && empty.faults.map((fault) => fault.split(' ')[0]), ['clientId', 'hosts']);
  assert.match('faults' in broken ? broken.faults[0] : '', /^the file must be an object/);
  assert.deepEqual('faults' in several && several.faults.map((fault) => fault.split(' ')[0]), ['clientId', 'cloud', 'privacyUrl']);
});

test('files with a hash in their name are kept, everything else is asked for again, and no path by two rules', () => {
  const texts = textsFor(release, microsoft);
  const rules = texts._headers.split(/\n(?=\/)/).slice(1).map((rule) => rule.trim().split(/\n\s+Cache-Control: /));
  assert.deepEqual(Object.fromEntries(rules), {
    '/': 'no-cache',
    '/brand/*': 'no-cache',
    '/check.html': 'no-cache',
    '/config.json': 'no-cache',
    '/index.html': 'no-cache',
    '/line.bin': 'no-cache, no-transform',
    '/words/*': 'no-cache',
    '/check': 'no-cache',
    '/index': 'no-cache',
    '/assets/*': 'public, max-age=31536000, immutable',
  });
  assert.equal(new Set(rules.map(([path]) => path)).size, rules.length);
  const azure = JSON.parse(texts['staticwebapp.config.json']);
  assert.equal(azure.globalHeaders['Cache-Control'], 'no-cache');
  assert.deepEqual(azure.routes.slice(0, 2), [
    { route: '/assets/*', headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } },
    { route: '/line.bin', headers: { 'Cache-Control': 'no-cache, no-transform' } },
  ]);
  assert.equal('navigationFallback' in azure, false);
});

test("the meeting's page has a policy of its own at every host, and no other page has it", () => {
  const withMeeting = { ...release, named: [...release.named, 'meeting.html'] };
  const services = ['https://tokens.contoso.com'];
  const { everywhere, apart } = policyFor(withMeeting, microsoft, services);
  assert.equal(apart?.path, '/meeting.html');
  const [usual, own] = [everywhere, apart?.headers ?? []].map((headers) => /** @type {Record<string, string>} */ (Object.fromEntries(headers)));
  assert.deepEqual(Object.keys(own), ['Content-Security-Policy', 'Permissions-Policy']);
  assert.match(own['Permissions-Policy'], /camera=\(self\).*microphone=\(self\)/);
  assert.match(usual['Permissions-Policy'], /camera=\(\).*microphone=\(\)/);
  assert.match(own['Content-Security-Policy'], /connect-src 'self' https:\/\/tokens\.contoso\.com https:\/\/\*\.microsoft\.com /);
  assert.doesNotMatch(own['Content-Security-Policy'], /unsafe-inline|'unsafe-eval'| \*[ ;]/);
  assert.doesNotMatch(usual['Content-Security-Policy'], /contoso|skype|blob:/);

  const texts = textsFor(withMeeting, microsoft, services);
  const rules = texts._headers.split(/\n(?=\/)/).map((rule) => rule.split('\n').map((line) => line.trim()));
  const sent = (/** @type {string} */ path) => rules.filter(([rule]) => rule === path || rule === '/*').flat().filter((line) => line.startsWith('Content-Security-Policy: '));
  for (const path of ['/meeting.html', '/meeting']) assert.deepEqual(sent(path), [`Content-Security-Policy: ${own['Content-Security-Policy']}`], path);
  for (const path of ['/', '/index.html', '/check', '/words/*', '/assets/*']) assert.deepEqual(sent(path), [`Content-Security-Policy: ${usual['Content-Security-Policy']}`], path);
  assert.ok(texts._headers.split('\n').every((line) => line.length <= 2000));

  const { globalHeaders, routes } = JSON.parse(texts['staticwebapp.config.json']);
  assert.equal(globalHeaders['Content-Security-Policy'], usual['Content-Security-Policy']);
  for (const path of ['/meeting.html', '/meeting']) assert.deepEqual(routes.find((/** @type {{ route: string }} */ { route }) => route === path).headers, own);

  for (const [name, value] of Object.entries(own)) {
    const variable = `$portal_${name.toLowerCase().replaceAll('-', '_')}`;
    const lines = [`set ${variable} "${usual[name]}";`, `if ($uri = "/meeting.html") { set ${variable} "${value}"; }`, `add_header ${name} ${variable} always;`];
    assert.ok(texts['portal.nginx.conf'].includes(lines.join('\n')), name);
  }
});

test('the files keep within what hosts take', () => {
  const long = Array.from({ length: 20 }, (_, index) => `https://login-${index}.contoso.com`);
  const texts = textsFor(release, long);
  // Cloudflare Pages: 100 rules, 2000 characters a line. Azure Static Web Apps: 20 KB.
  assert.ok(texts._headers.split('\n').every((line) => line.length <= 2000));
  assert.ok(texts._headers.split(/\n(?=\/)/).length <= 100);
  assert.ok(texts['staticwebapp.config.json'].length < 20_000);
});

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'headers-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Portal</title><style>p{color:red}</style>');
  writeFileSync(join(folder, 'desk.html'), '<!doctype html><title>Desk</title><style>p{color:red}</style>');
});
after(() => rmSync(folder, { recursive: true }));

test('styles are known by their hash, and the files for hosts are not part of what is served', () => {
  writeHostFiles(folder, microsoft);
  const first = hostFiles.map((name) => readFileSync(join(folder, name), 'utf8'));
  assert.deepEqual(readRelease(folder, hostFiles), { styles: ['sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='], named: ['desk.html', 'index.html'] });
  writeHostFiles(folder, microsoft);
  assert.deepEqual(hostFiles.map((name) => readFileSync(join(folder, name), 'utf8')), first);
});

test('the command writes the files beside the portal or elsewhere, or says what is wrong', () => {
  const config = join(folder, 'config.json');
  const run = (/** @type {string[]} */ ...options) => spawnSync('node', [fileURLToPath(new URL('headers.mjs', import.meta.url)), '--dist', folder, ...options], { encoding: 'utf8' });
  writeFileSync(config, JSON.stringify({ ...sound, cloud: 'us-gov' }));
  assert.match(run('--config', config).stdout, /pages may connect to https:\/\/\S+ and https:\/\/\S+$/m);
  assert.match(readFileSync(join(folder, 'staticwebapp.config.json'), 'utf8'), /https:\/\/graph\.microsoft\.us/);
  const out = mkdtempSync(join(tmpdir(), 'headers-'));
  assert.equal(run('--config', config, '--out', out).status, 0);
  assert.equal(readFileSync(join(out, '_headers'), 'utf8'), readFileSync(join(folder, '_headers'), 'utf8'));
  rmSync(out, { recursive: true });

  writeFileSync(config, JSON.stringify({ ...sound, hosts: [{ ...sound.hosts[0], domain: 'contoso' }] }));
  const refused = run('--config', config);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^\s+hosts\[0\]\.domain must be a host name/m);
  assert.match(run().stderr, /make headers CONFIG=/);
  assert.match(run('--config', join(folder, 'lost.json')).stderr, /lost\.json/);
});
