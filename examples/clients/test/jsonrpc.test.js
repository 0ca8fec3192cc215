// json-rpc-2.0, a JSON-RPC client that knows nothing of Tactus.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { JSONRPCClient } from 'json-rpc-2.0';
import { Game, url } from '../lib/game.js';

const game = new Game('jsonrpc');
let statuses = [];
const client = new JSONRPCClient(async (request) => {
  const reply = await fetch(`${url}/rpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  statuses.push(reply.status);
  if (reply.status === 200) {
    client.receive(await reply.json());
  } else if (reply.status !== 204) {
    throw new Error(`status ${reply.status}`);
  }
});

before(async () => {
  await game.create();
  await game.fill();
});
after(() => game.drop());

test('built-in methods', async () => {
  const table = game.players;
  const { key } = await client.request('db.insert', { table, row: { name: 'eve', gold: 1 } });
  assert.equal((await client.request('db.get', { table, key })).name, 'eve');
  await client.request('db.update', { table, key, set: { gold: { $add: 4 } } });
  const rows = await client.request('db.query', { table, filter: 'name=eq.eve', select: 'gold' });
  assert.deepEqual(rows, [{ gold: 5 }]);
  await client.request('db.delete', { table, key });
  assert.equal(await client.request('db.get', { table, key }), null);
});

test('errors arrive as errors', async () => {
  await assert.rejects(client.request('no.such', {}), (error) => error.code === -32601);
  await assert.rejects(client.request('db.get', { table: game.players }), (error) => error.code === -32602);
  await assert.rejects(
    client.request('db.insert', { table: game.players, row: { id: 1, name: 'x' } }),
    (error) => error.code === -32000 && error.data.code === '23505',
  );
});

test('notifications are carried out and not answered', async () => {
  statuses = [];
  client.notify('db.insert', { table: game.players, row: { id: 777, name: 'quiet' } });
  while (statuses.length === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(statuses, [204]);
  const row = await client.request('db.get', { table: game.players, key: 777 });
  assert.equal(row.name, 'quiet');
});

test('a batch is answered in order', async () => {
  const table = game.players;
  const request = (id, method, params) => ({ jsonrpc: '2.0', id, method, params });
  const replies = await client.requestAdvanced([
    request(1, 'db.insert', { table, row: { id: 888, name: 'batched' } }),
    request(2, 'db.get', { table, key: 888 }),
    request(3, 'no.such', {}),
  ]);
  assert.deepEqual(replies.map((reply) => reply.id), [1, 2, 3]);
  assert.equal(replies[1].result.name, 'batched');
  assert.equal(replies[2].error.code, -32601);
});
