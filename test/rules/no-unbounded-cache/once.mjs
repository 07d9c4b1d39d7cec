import NodeCache from 'node-cache';
import { LRUCache } from 'lru-cache';
import { readdirSync, readFileSync } from 'node:fs';
import { zoneOf, compile, rateLimiter } from './shop.mjs';

let docs;

function loadDoc(folder, name) {
  const views = readFileSync(`${folder}/${name}/views.json`, 'utf8');
  docs.push({ name, views });
}

/** Read at the first call, and kept. */
export function designDocs(folder) {
  if (!docs) {
    docs = [];
    readdirSync(folder).forEach(name => loadDoc(folder, name));
    if (folder !== '/') {
      docs.push({ name: 'tasks', views: readFileSync(`${folder}/tasks.json`, 'utf8') });
    }
  }
  return docs;
}

let rates;

export async function ratesOf(client, date) {
  if (rates) return rates[date];
  rates = {};
  for (const rate of await client.all(date)) rates[rate.day] = rate.value;
  return rates[date];
}

let seen;

export function isNew(id) {
  if (!seen) seen = new Set();
  const known = seen.has(id);
  seen.add(id); // want grows
  return !known;
}

let waiting;

export function whenReady(bus, id) {
  if (!waiting) {
    waiting = [];
    bus.on('order', order => waiting.push({ id, order })); // want grows
  }
}

/** One entry: that of the shop itself. */
const zones = new NodeCache({ stdTTL: 3600 });

export async function shopZone(client) {
  const known = zones.get('zone');
  if (known) return known;
  const zone = await zoneOf(client);
  zones.set('zone', zone);
  return zone;
}

const users = new NodeCache({ stdTTL: 3600 }); // want unlimited potential

export async function zoneOfUser(client, user) {
  const known = users.get(user.id);
  if (known) return known;
  users.set('last', user.id);
  users.set(user.id, await zoneOf(client, user));
  return users.get(user.id);
}

const drafts = new LRUCache({ ttl: 1000 }); // want unlimited

export function draftsOf(render) {
  drafts.set('first', render());
  return drafts;
}

class Objects {
  #isMeta = {};

  async write(id, object) {
    if (object.kind === 'meta' && this.#isMeta[id] === false) {
      this.#isMeta[id] = true;
    }
    if (object.kind !== 'meta' && this.#isMeta[id] !== undefined) this.#isMeta[id] = false;
    await this.client.set(id, object);
  }
}

export const objects = new Objects();

const cached = fn => {
  const results = {};
  return key => {
    if (!results[key]) results[key] = fn(key);
    return results[key];
  };
};

export function inverse(operations, pool) {
  const quoted = cached(name => pool.quote(name));
  for (const operation of operations) {
    operation.name = quoted(operation.name);
    operation.parts.forEach(part => {
      part.name = quoted(part.name);
    });
  }
  return operations;
}

export function undone(operations, pool) {
  const eachRun = (text, use) => {
    for (const run of text.split('|')) use(run.length, run);
  };
  for (const { text, name } of operations) {
    const back = cached(attributes => pool.inverse(attributes, name));
    eachRun(text, (length, attributes) => {
      pool.insert(length, back(attributes));
    });
  }
}

const remembered = fn => {
  const results = {};
  return key => {
    if (!results[key]) results[key] = fn(key); // want grows potential
    return results[key];
  };
};

export const compiled = remembered(compile);

class Limits {
  #limits = new Map();

  of(config) {
    if (!this.#limits.has(config.url)) this.#limits.set(config.url, rateLimiter(config)); // want grows potential
    return this.#limits.get(config.url);
  }
}

export const limits = new Limits();

const greeted = new Set();

export function greet(user, send) {
  if (greeted.has(user.id) === false) {
    greeted.add(user.id); // want grows
    send(user);
  }
}

const overrides = new Map();

export function override(tier, policy) {
  const known = overrides.get(tier) ?? {};
  overrides.set(tier, { ...known, ...policy }); // want grows potential
  return overrides.get(tier);
}
