// The server under test, and the little game the clients play with.

/** Where the server listens: TACTUS_URL, or the default of `tactus serve`. */
export const url = process.env.TACTUS_URL ?? 'http://127.0.0.1:7070';

/** A request without any client library; throws unless it is answered with 2xx. */
export async function send(method, path, body) {
  const reply = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!reply.ok) {
    throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  }
  return reply;
}

/** Declares guilds and players under names of their own, so that files may run side by side. */
export class Game {
  constructor(prefix) {
    this.guilds = `${prefix}_guilds`;
    this.players = `${prefix}_players`;
  }

  async create() {
    await send('POST', '/schema/v1/tables', {
      name: this.guilds,
      fields: [
        { name: 'id', type: 'u32' },
        { name: 'name', type: 'string(32)' },
      ],
      primaryKey: ['id'],
    });
    await send('POST', '/schema/v1/tables', {
      name: this.players,
      fields: [
        { name: 'id', type: 'u64', generated: true },
        { name: 'name', type: 'string(32)' },
        { name: 'email', type: 'string(64)', nullable: true },
        { name: 'skill', type: 'f64', default: 1500, min: 0 },
        { name: 'gold', type: 'i64', default: 10, nullable: true, min: 0 },
        { name: 'online', type: 'bool', default: false },
        { name: 'guild', type: `ref(${this.guilds})`, nullable: true, onDelete: 'setNull' },
      ],
      primaryKey: ['id'],
      indexes: [
        { name: 'by_email', fields: ['email'], kind: 'hash', unique: true },
        { name: 'by_skill', fields: ['skill'], kind: 'ordered' },
      ],
    });
  }

  /** Empties both tables and fills them with the same rows every time. */
  async fill() {
    await send('DELETE', `/rest/v1/${this.players}?id=gte.0`);
    await send('DELETE', `/rest/v1/${this.guilds}?id=gte.0`);
    await send('POST', `/rest/v1/${this.guilds}`, [
      { id: 1, name: 'Red' },
      { id: 2, name: 'Blue' },
      { id: 3, name: 'Empty' },
    ]);
    await send('POST', `/rest/v1/${this.players}`, [
      { id: 1, name: 'ann', email: 'ann@x', skill: 1400, gold: 5, online: true, guild: 1 },
      { id: 2, name: 'bob', email: 'bob@x', skill: 1600, gold: 50, online: false, guild: 1 },
      { id: 3, name: 'cid', skill: 1500, gold: null, online: true, guild: 2 },
      { id: 4, name: 'Dee, D', skill: 1700, gold: 70, online: false },
    ]);
  }

  async drop() {
    await send('DELETE', `/schema/v1/tables/${this.players}`);
    await send('DELETE', `/schema/v1/tables/${this.guilds}`);
  }
}
