// The OpenAPI document, read by a public linter.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { url } from '../lib/game.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const run = promisify(execFile);

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openapi-'));
});

after(() => rm(folder, { recursive: true }));

/** Returns what a public linter has against a document; empty if nothing. */
async function lint(document) {
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  const spectral = here('../node_modules/@stoplight/spectral-cli/dist/index.js');
  const rules = here('../lib/openapi-rules.yaml');
  const options = ['lint', file, '--ruleset', rules, '--format', 'json', '--quiet'];
  const out = await run(process.execPath, [spectral, ...options, '--fail-severity', 'hint'], {
    maxBuffer: 1 << 26,
  }).catch((failure) => failure);
  const found = JSON.parse(out.stdout);
  return found.map((one) => `${one.path.join('/')}: ${one.code}: ${one.message}`);
}

test('the OpenAPI document is clean by the rules of a public linter', async () => {
  const response = await fetch(`${url}/openapi.json`);
  assert.equal(response.status, 200);
  const document = await response.json();
  assert.ok(document.paths['/rest/v1/rpc/matchmaker.enqueue'].post);
  assert.deepEqual(await lint(document), []);
});

test('the linter notices a document that is wrong', async () => {
  const document = await (await fetch(`${url}/openapi.json`)).json();
  delete document.paths['/health/live'].get.responses['200'].description;
  document.paths['/stats'].get.operationId = document.paths['/batch'].post.operationId;
  const found = await lint(document);
  assert.ok(found.some((one) => one.includes('oas3-schema')), found.join('\n'));
  assert.ok(found.some((one) => one.includes('operation-operationId-unique')), found.join('\n'));
});
