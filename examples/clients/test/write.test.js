// Writing with @supabase/postgrest-js: insert, upsert, update, delete, and what they give back.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { PostgrestClient } from '@supabase/postgrest-js';
import { Game, url } from '../lib/game.js';

const game = new Game('write');
const db = new PostgrestClient(`${url}/rest/v1`);
const players = () => db.from(game.players);

before(() => game.create());
beforeEach(() => game.fill());
after(() => game.drop());

async function row(id) {
  const { data, error } = await players().select('*').eq('id', id).maybeSingle();
  assert.equal(error, null);
  return data;
}

test('insert gives back nothing unless asked', async () => {
  const one = await players().insert({ name: 'eve' });
  assert.equal(one.error, null);
  assert.equal(one.status, 201);
  assert.equal(one.data, null);
  const { data } = await players().insert({ name: 'fay' }).select().single();
  assert.equal(data.name, 'fay');
  assert.equal(data.skill, 1500);
  assert.ok(data.id > 4);
  const part = await players().insert({ name: 'gil', gold: 3 }).select('name, gold');
  assert.deepEqual(part.data, [{ name: 'gil', gold: 3 }]);
});

test('insert many, or none', async () => {
  const two = await players()
    .insert([{ name: 'x', gold: 1 }, { name: 'y', gold: 2 }], { count: 'exact' })
    .select('name');
  assert.equal(two.error, null);
  assert.equal(two.count, 2);
  assert.deepEqual(two.data, [{ name: 'x' }, { name: 'y' }]);
  const clash = await players().insert([{ id: 100, name: 'z' }, { id: 1, name: 'w' }]);
  assert.equal(clash.status, 409);
  assert.equal(clash.error.code, '23505');
  assert.equal(await row(100), null);
});

test('what a row of many lacks is null, or its default', async () => {
  const nulls = await players()
    .insert([{ name: 'x', gold: 1 }, { name: 'y' }])
    .select('gold');
  assert.equal(nulls.error, null);
  assert.deepEqual(nulls.data, [{ gold: 1 }, { gold: null }]);
  const defaults = await players()
    .insert([{ name: 'x', gold: 1 }, { name: 'y' }], { defaultToNull: false })
    .select('gold');
  assert.equal(defaults.error, null);
  assert.deepEqual(defaults.data, [{ gold: 1 }, { gold: 10 }]);
  const required = await players().insert([{ name: 'x', skill: 1 }, { name: 'y' }]);
  assert.equal(required.error.code, '23502');
});

test('what breaks the schema', async () => {
  const missing = await players().insert({ gold: 1 });
  assert.equal(missing.error.code, '23502');
  const check = await players().insert({ name: 'x', gold: -1 });
  assert.equal(check.error.code, '23514');
  const reference = await players().insert({ name: 'x', guild: 77 });
  assert.equal(reference.status, 409);
  assert.equal(reference.error.code, '23503');
  const field = await players().insert({ name: 'x', nothing: 1 });
  assert.equal(field.error.code, 'PGRST204');
  const unique = await players().insert({ name: 'x', email: 'ann@x' });
  assert.equal(unique.status, 409);
  assert.equal(unique.error.code, '23505');
});

test('upsert by the primary key', async () => {
  const merged = await players().upsert({ id: 1, name: 'Ann' }).select().single();
  assert.equal(merged.error, null);
  assert.equal(merged.data.name, 'Ann');
  assert.equal(merged.data.gold, 5, 'fields not given stay as they are');
  const added = await players().upsert([{ id: 50, name: 'new' }, { id: 2, name: 'Bob' }]);
  assert.equal(added.error, null);
  assert.equal((await row(50)).name, 'new');
  assert.equal((await row(2)).name, 'Bob');
  const ignored = await players()
    .upsert([{ id: 1, name: 'no' }, { id: 51, name: 'yes' }], { ignoreDuplicates: true })
    .select('name');
  assert.equal(ignored.error, null);
  assert.deepEqual(ignored.data, [{ name: 'yes' }], 'what was ignored is not given back');
});

test('upsert by a unique index', async () => {
  const merged = await players()
    .upsert({ name: 'ANN', email: 'ann@x' }, { onConflict: 'email' })
    .select('id,name,gold')
    .single();
  assert.equal(merged.error, null);
  assert.deepEqual(merged.data, { id: 1, name: 'ANN', gold: 5 });
  const added = await players()
    .upsert({ name: 'new', email: 'new@x' }, { onConflict: 'email' })
    .select('name');
  assert.deepEqual(added.data, [{ name: 'new' }]);
  const ignored = await players()
    .upsert({ name: 'no', email: 'bob@x' }, { onConflict: 'email', ignoreDuplicates: true })
    .select();
  assert.equal(ignored.error, null);
  assert.deepEqual(ignored.data, []);
  assert.equal((await row(2)).name, 'bob');
  const wrong = await players().upsert({ name: 'x' }, { onConflict: 'skill' });
  assert.equal(wrong.status, 400);
  assert.equal(wrong.error.code, '42P10');
});

test('update', async () => {
  const quiet = await players().update({ gold: 7 }).eq('id', 1);
  assert.equal(quiet.error, null);
  assert.equal(quiet.status, 204);
  const shown = await players()
    .update({ gold: 8 }, { count: 'exact' })
    .gt('skill', 1550)
    .select('id,gold');
  assert.equal(shown.error, null);
  assert.equal(shown.count, 2);
  assert.deepEqual(shown.data, [{ id: 2, gold: 8 }, { id: 4, gold: 8 }]);
  const one = await players().update({ gold: 9 }).eq('id', 3).select().single();
  assert.equal(one.data.gold, 9);
  const none = await players().update({ gold: 9 }).eq('id', 99).select();
  assert.deepEqual(none.data, []);
  const notOne = await players().update({ gold: 1 }).gt('id', 0).select().single();
  assert.equal(notOne.status, 406);
  assert.equal((await row(1)).gold, 7, 'nothing was changed');
  const null_ = await players().update({ gold: null, guild: 2 }).eq('id', 1).select('gold,guild');
  assert.deepEqual(null_.data, [{ gold: null, guild: 2 }]);
  const all = await players().update({ gold: 0 });
  assert.equal(all.status, 400);
});

test('update at most so many', async () => {
  const many = await players().update({ gold: 1 }).gt('id', 0).maxAffected(2);
  assert.equal(many.status, 400);
  assert.equal(many.error.code, 'PGRST124');
  const few = await players().update({ gold: 1 }).lt('id', 3).maxAffected(2);
  assert.equal(few.error, null);
});

test('delete', async () => {
  const gone = await players().delete({ count: 'exact' }).in('id', [1, 2]).select('name');
  assert.equal(gone.error, null);
  assert.equal(gone.count, 2);
  assert.deepEqual(gone.data, [{ name: 'ann' }, { name: 'bob' }]);
  assert.equal(await row(1), null);
  const quiet = await players().delete().eq('id', 3);
  assert.equal(quiet.status, 204);
  const guild = await db.from(game.guilds).delete().eq('id', 1);
  assert.equal(guild.error, null);
  const all = await players().delete();
  assert.equal(all.status, 400);
});

test('rolled back', async () => {
  const tried = await players().insert({ name: 'ghost', gold: 4 }).select('name,gold').rollback();
  assert.equal(tried.error, null);
  assert.equal(tried.status, 201);
  assert.deepEqual(tried.data, [{ name: 'ghost', gold: 4 }]);
  const { count } = await players().select('*', { count: 'exact', head: true }).eq('name', 'ghost');
  assert.equal(count, 0);
  const gone = await players().delete().eq('id', 1).select('name').rollback();
  assert.deepEqual(gone.data, [{ name: 'ann' }]);
  assert.equal((await row(1)).name, 'ann');
});

test('what a write gives back has related rows', async () => {
  const guild = `guild(name)`;
  const inserted = await players().insert({ name: 'eve', guild: 1 }).select(`name, ${guild}`);
  assert.equal(inserted.error, null);
  assert.deepEqual(inserted.data, [{ name: 'eve', guild: { name: 'Red' } }]);
  const upserted = await players()
    .upsert({ id: 1, name: 'ann', guild: 2 })
    .select(`id, home:${guild}`)
    .single();
  assert.deepEqual(upserted.data, { id: 1, home: { name: 'Blue' } });
  const updated = await players().update({ guild: 1 }).eq('id', 1).select(`*, ${guild}`).single();
  assert.equal(updated.data.guild.name, 'Red');
  assert.equal(updated.data.id, 1);
  const deleted = await db
    .from(game.guilds)
    .delete()
    .eq('id', 1)
    .select(`name, ${game.players}(name)`);
  assert.deepEqual(deleted.data, [{ name: 'Red', [game.players]: [] }]);
  const unknown = await players().insert({ name: 'gus' }).select('name, nothing(id)');
  assert.equal(unknown.status, 400);
  assert.equal(unknown.error.code, 'PGRST200');
});
