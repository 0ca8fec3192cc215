// @supabase/supabase-js: from() and rpc(), with the headers that client adds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from '@supabase/supabase-js';
import { Game, url } from '../lib/game.js';

const game = new Game('supabase');
const key = process.env.TACTUS_KEY ?? 'any-key';
const supabase = createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });

before(async () => {
  await game.create();
  await game.fill();
});
after(() => game.drop());

test('from() reads and writes', async () => {
  const { data, error } = await supabase
    .from(game.players)
    .select(`name, guild:${game.guilds}(name)`)
    .eq('online', true)
    .order('skill');
  assert.equal(error, null);
  assert.deepEqual(data, [
    { name: 'ann', guild: { name: 'Red' } },
    { name: 'cid', guild: { name: 'Blue' } },
  ]);
  const inserted = await supabase.from(game.players).insert({ name: 'new' }).select().single();
  assert.equal(inserted.error, null);
  const updated = await supabase
    .from(game.players)
    .update({ gold: 99 })
    .eq('id', inserted.data.id)
    .select('gold');
  assert.deepEqual(updated.data, [{ gold: 99 }]);
  const gone = await supabase.from(game.players).delete().eq('id', inserted.data.id);
  assert.equal(gone.status, 204);
});

test('errors have code, message, details and hint', async () => {
  const { error } = await supabase.from(game.players).insert({ id: 1, name: 'again' });
  assert.equal(error.code, '23505');
  assert.match(error.message, /unique|already|duplicate/i);
  assert.equal(typeof error.details, 'string');
  assert.ok('hint' in error);
});

test('rpc() calls what writes and what only reads', async () => {
  const mode = `m${Date.now()}`;
  const configured = await supabase.rpc('matchmaker.configure', {
    mode,
    teamSize: 2,
    teams: 2,
    windows: [{ afterSeconds: 0, skillRange: 50 }],
  });
  assert.equal(configured.error, null);
  const queued = await supabase.rpc('matchmaker.enqueue', {
    player: 9_000_001,
    mode,
    regions: ['eu'],
    skill: 1500,
  });
  assert.equal(queued.error, null);
  const ticket = queued.data.ticket ?? queued.data;
  const posted = await supabase.rpc('matchmaker.status', { ticket });
  assert.equal(posted.error, null);
  assert.equal(posted.data.state, 'waiting');
  const got = await supabase.rpc('matchmaker.status', { ticket }, { get: true });
  assert.equal(got.error, null);
  assert.equal(got.data.state, 'waiting');
  const twice = await supabase.rpc('matchmaker.enqueue', {
    player: 9_000_001,
    mode,
    regions: ['eu'],
    skill: 1500,
  });
  assert.equal(twice.error.code, 'P0001');
  const cancelled = await supabase.rpc('matchmaker.cancel', { ticket });
  assert.equal(cancelled.error, null);
});

test('rpc() of what is not there, and with wrong arguments', async () => {
  const none = await supabase.rpc('no.such', {});
  assert.equal(none.status, 404);
  assert.equal(none.error.code, 'PGRST202');
  const writes = await supabase.rpc('matchmaker.cancel', { ticket: 1 }, { get: true });
  assert.equal(writes.status, 405);
  const wrong = await supabase.rpc('matchmaker.status', { tocket: 1 });
  assert.ok(wrong.error.message.includes('tocket'));
});

test('many calls at once', async () => {
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      i % 2
        ? supabase.from(game.players).select('name').eq('id', 1).single()
        : supabase.from(game.players).insert({ name: `bulk${i}` }),
    ),
  );
  for (const reply of replies) {
    assert.equal(reply.error, null);
  }
  const { count } = await supabase
    .from(game.players)
    .select('*', { count: 'exact', head: true })
    .like('name', 'bulk%');
  assert.equal(count, 25);
});
