// Reading with @supabase/postgrest-js: filters, order, windows, counts, embedding, one row.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PostgrestClient } from '@supabase/postgrest-js';
import { Game, url } from '../lib/game.js';

const game = new Game('select');
const db = new PostgrestClient(`${url}/rest/v1`);
const players = (columns = 'name', options) => db.from(game.players).select(columns, options);

before(async () => {
  await game.create();
  await game.fill();
});
after(() => game.drop());

/** Awaits a query that must succeed, and returns the names of its rows. */
async function names(query) {
  const { data, error, status } = await query;
  assert.equal(error, null);
  assert.ok(status === 200 || status === 206, `status ${status}`);
  return data.map((row) => row.name);
}

test('all columns, and those selected under other names', async () => {
  const { data, error, status, statusText, count } = await players('*').eq('id', 1);
  assert.equal(error, null);
  assert.equal(status, 200);
  assert.equal(statusText, 'OK');
  assert.equal(count, null);
  assert.deepEqual(data, [
    { id: 1, name: 'ann', email: 'ann@x', skill: 1400, gold: 5, online: true, guild: 1 },
  ]);
  const renamed = await players('who:name, gold').eq('id', 2);
  assert.deepEqual(renamed.data, [{ who: 'bob', gold: 50 }]);
});

const filters = {
  eq: [(q) => q.eq('name', 'bob'), ['bob']],
  neq: [(q) => q.neq('name', 'bob'), ['ann', 'cid', 'Dee, D']],
  gt: [(q) => q.gt('skill', 1600), ['Dee, D']],
  gte: [(q) => q.gte('skill', 1600), ['bob', 'Dee, D']],
  lt: [(q) => q.lt('skill', 1500), ['ann']],
  lte: [(q) => q.lte('skill', 1500), ['ann', 'cid']],
  'two filters': [(q) => q.gt('skill', 1400).lt('skill', 1600), ['cid']],
  like: [(q) => q.like('name', '%n%'), ['ann']],
  'like with %': [(q) => q.like('name', 'b_b'), ['bob']],
  ilike: [(q) => q.ilike('name', 'd%'), ['Dee, D']],
  'is null': [(q) => q.is('gold', null), ['cid']],
  'is true': [(q) => q.is('online', true), ['ann', 'cid']],
  'is false': [(q) => q.is('online', false), ['bob', 'Dee, D']],
  in: [(q) => q.in('name', ['ann', 'cid', 'nobody']), ['ann', 'cid']],
  'in, quoted': [(q) => q.in('name', ['bob', 'Dee, D']), ['bob', 'Dee, D']],
  'in, numbers': [(q) => q.in('id', [1, 4]), ['ann', 'Dee, D']],
  'in, nothing': [(q) => q.in('id', []), []],
  'not eq': [(q) => q.not('name', 'eq', 'ann'), ['bob', 'cid', 'Dee, D']],
  'not is null': [(q) => q.not('gold', 'is', null), ['ann', 'bob', 'Dee, D']],
  'not in': [(q) => q.not('id', 'in', '(1,2)'), ['cid', 'Dee, D']],
  or: [(q) => q.or('name.eq.ann,gold.gt.60'), ['ann', 'Dee, D']],
  'or of and': [(q) => q.or('name.eq.cid,and(gold.gt.1,gold.lt.10)'), ['ann', 'cid']],
  'or, quoted': [(q) => q.or('name.eq."Dee, D",id.in.(1,3)'), ['ann', 'cid', 'Dee, D']],
  match: [(q) => q.match({ online: true, guild: 2 }), ['cid']],
  filter: [(q) => q.filter('skill', 'gte', 1650), ['Dee, D']],
  'like any of': [(q) => q.likeAnyOf('name', ['a%', 'c%']), ['ann', 'cid']],
  'like all of': [(q) => q.likeAllOf('name', ['%n%', 'a%']), ['ann']],
  'ilike any of': [(q) => q.ilikeAnyOf('name', ['D%', 'B%']), ['bob', 'Dee, D']],
  'ilike all of': [(q) => q.ilikeAllOf('name', ['D%', '%d']), ['Dee, D']],
  'regular expression': [(q) => q.filter('name', 'match', '^[ab]'), ['ann', 'bob']],
  'regular expression, any case': [(q) => q.filter('name', 'imatch', '^d'), ['Dee, D']],
  'is distinct': [(q) => q.filter('gold', 'isdistinct', 5), ['bob', 'cid', 'Dee, D']],
  'eq any': [(q) => q.filter('id', 'eq(any)', '{1,4}'), ['ann', 'Dee, D']],
};

for (const [name, [add, expected]] of Object.entries(filters)) {
  test(`filter ${name}`, async () => {
    assert.deepEqual(await names(add(players()).order('id')), expected);
  });
}

test('order, with nulls where they are wanted', async () => {
  assert.deepEqual(await names(players().order('skill', { ascending: false }).limit(2)), [
    'Dee, D',
    'bob',
  ]);
  const first = await names(players().order('gold', { nullsFirst: true }));
  assert.equal(first[0], 'cid');
  const last = await names(players().order('gold', { ascending: false, nullsFirst: false }));
  assert.deepEqual(last, ['Dee, D', 'bob', 'ann', 'cid']);
  assert.deepEqual(await names(players().order('online').order('skill', { ascending: false })), [
    'Dee, D',
    'bob',
    'cid',
    'ann',
  ]);
});

test('limit and range', async () => {
  assert.deepEqual(await names(players().order('id').limit(1)), ['ann']);
  assert.deepEqual(await names(players().order('id').range(1, 2)), ['bob', 'cid']);
});

test('counts, with rows and without', async () => {
  const some = await players('name', { count: 'exact' }).order('id').range(0, 1);
  assert.equal(some.count, 4);
  assert.equal(some.data.length, 2);
  assert.equal(some.status, 206);
  for (const count of ['exact', 'planned', 'estimated']) {
    const head = await players('*', { count, head: true }).gt('skill', 1450);
    assert.equal(head.error, null);
    assert.equal(head.data, null);
    assert.equal(head.count, 3, count);
  }
  const none = await players('*', { count: 'exact' }).eq('id', 99);
  assert.deepEqual(none.data, []);
  assert.equal(none.count, 0);
});

test('a range behind the last row', async () => {
  const { error, status } = await players('*', { count: 'exact' }).range(10, 12);
  assert.equal(status, 416);
  assert.equal(error.code, 'PGRST103');
});

test('single', async () => {
  const one = await players('id,name').eq('id', 3).single();
  assert.deepEqual(one.data, { id: 3, name: 'cid' });
  const none = await players().eq('id', 99).single();
  assert.equal(none.data, null);
  assert.equal(none.status, 406);
  assert.equal(none.error.code, 'PGRST116');
  assert.match(none.error.details, /0 rows/);
  const many = await players().single();
  assert.equal(many.error.code, 'PGRST116');
});

test('maybeSingle', async () => {
  const one = await players().eq('id', 1).maybeSingle();
  assert.deepEqual(one.data, { name: 'ann' });
  const none = await players().eq('id', 99).maybeSingle();
  assert.equal(none.error, null);
  assert.equal(none.data, null);
  const many = await players().maybeSingle();
  assert.equal(many.error.code, 'PGRST116');
});

test('rows they refer to, and rows that refer to them', async () => {
  const up = await players(`name, guild:${game.guilds}(name)`).order('id');
  assert.equal(up.error, null);
  assert.deepEqual(up.data[0], { name: 'ann', guild: { name: 'Red' } });
  assert.deepEqual(up.data[3], { name: 'Dee, D', guild: null });
  const inner = await players(`name, guild!inner(name)`).order('id');
  assert.equal(inner.error, null);
  assert.deepEqual(inner.data.map((row) => row.guild.name), ['Red', 'Red', 'Blue']);
  const down = await db
    .from(game.guilds)
    .select(`name, members:${game.players}(name, skill)`)
    .order('id')
    .order('skill', { referencedTable: 'members', ascending: false })
    .limit(1, { referencedTable: 'members' });
  assert.equal(down.error, null);
  assert.deepEqual(down.data, [
    { name: 'Red', members: [{ name: 'bob', skill: 1600 }] },
    { name: 'Blue', members: [{ name: 'cid', skill: 1500 }] },
    { name: 'Empty', members: [] },
  ]);
  const filtered = await db
    .from(game.guilds)
    .select(`name, members:${game.players}(name)`)
    .or('skill.lt.1450,name.eq.cid', { referencedTable: 'members' })
    .order('id');
  assert.equal(filtered.error, null);
  assert.deepEqual(filtered.data[0].members, [{ name: 'ann' }]);
  const counted = await db.from(game.guilds).select(`name, ${game.players}(count)`).order('id');
  assert.equal(counted.error, null);
  assert.deepEqual(counted.data[0], { name: 'Red', [game.players]: [{ count: 2 }] });
});

test('functions over many rows', async () => {
  const { data, error } = await players('online, count(), gold.sum(), best:skill.max()').order('online');
  assert.equal(error, null);
  assert.deepEqual(data, [
    { online: false, count: 2, sum: 120, best: 1700 },
    { online: true, count: 2, sum: 5, best: 1500 },
  ]);
});

test('the plan of a query', async () => {
  const text = await players().eq('id', 1).explain();
  assert.equal(text.error, null);
  assert.match(text.data, /key/);
  const json = await players().eq('id', 1).explain({ format: 'json' });
  assert.equal(json.error, null);
  assert.ok(json.data[0].Plan);
});

test('what is wrong says so', async () => {
  const table = await db.from('no_such_table').select();
  assert.equal(table.status, 404);
  assert.equal(table.error.code, 'PGRST205');
  assert.equal(table.data, null);
  const column = await players('nothing');
  assert.equal(column.status, 400);
  assert.match(column.error.message, /nothing/);
  const cast = await players('name::text');
  assert.equal(cast.status, 400);
  assert.match(cast.error.message, /cast/i);
  const operator = await players().filter('name', 'fts', 'x');
  assert.equal(operator.status, 400);
  assert.match(operator.error.message, /fts/);
  for (const query of [
    players().textSearch('name', 'x'),
    players().contains('name', ['x']),
    players().overlaps('name', ['x']),
    players().rangeGt('skill', '[1,2]'),
  ]) {
    assert.equal((await query).status, 400);
  }
  const geojson = await players().geojson();
  assert.equal(geojson.status, 406);
  await assert.rejects(async () => await players('nothing').throwOnError(), /nothing/);
});

test('a call given up', async () => {
  const controller = new AbortController();
  controller.abort();
  const { data, error } = await players().abortSignal(controller.signal);
  assert.equal(data, null);
  assert.match(error.message, /AbortError/);
});

test('lines of values', async () => {
  const { data, error } = await players('name, gold, online').order('id').csv();
  assert.equal(error, null);
  assert.equal(data, 'name,gold,online\nann,5,true\nbob,50,false\ncid,,true\n"Dee, D",70,false');
});
