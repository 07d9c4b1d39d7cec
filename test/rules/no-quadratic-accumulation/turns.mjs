import { createHash } from 'node:crypto';
import { readAll, send } from './catalog.mjs';

/** The first pages are enough. */
export async function firstPages(client) {
  let found = [];
  let cursor;
  let pages = 0;
  let more = true;
  while (more && pages < 4) {
    const page = await client.list({ cursor });
    found = [...found, ...page.items];
    cursor = page.next;
    more = page.next !== undefined;
    pages++;
  }
  return found;
}

export async function allPages(client) {
  let found = [];
  let cursor;
  do {
    const page = await client.list({ cursor });
    found = [...found, ...page.items]; // want array
    cursor = page.next;
  } while (cursor);
  return found;
}

export async function manyPages(client, most) {
  let found = [];
  let pages = 0;
  let more = true;
  while (more && pages < most) {
    const page = await client.list({ page: pages });
    found = found.concat(page.items); // want array
    more = page.items.length > 0;
    pages += 1;
  }
  return found;
}

/** What is older than a day ends it. */
export async function eventsSince(client, start) {
  let events = [];
  let token;
  do {
    const page = await client.events({ token });
    const last = page.events.at(-1);
    if (last && last.at < start) {
      events = [...events, ...page.events.filter(event => event.at >= start)];
      token = undefined;
      break;
    }
    events = events.concat(page.events); // want array
    token = page.next;
  } while (token);
  return events;
}

export async function sortOut(client) {
  let failed = [];
  let token;
  do {
    const page = await client.events({ token });
    for (const event of page.events) {
      if (event.error) {
        failed = [...failed, event]; // want array
        break;
      }
    }
    token = page.next;
  } while (token);
  return failed;
}

export function valueAt(value, path) {
  const steps = [...path];
  while (steps.length > 0) {
    const step = steps.shift(); // want shift potential
    value = value[step];
  }
  return value;
}

export function readAt(item, attribute) {
  let chain = attribute.split('.');
  let value = item;
  while (chain.length > 0) {
    value = value[chain[0]];
    chain = chain.slice(1); // want rest potential
  }
  return value;
}

export async function sendAll() {
  let waiting = await readAll();
  while (waiting.length > 0) {
    const { to, text } = waiting[0];
    send(to, text);
    waiting = waiting.slice(1); // want rest
  }
}

/** As `EVP_BytesToKey` does. */
export function keyOf(password, keyLength, ivLength) {
  let made = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (made.length < keyLength + ivLength) {
    block = createHash('md5').update(Buffer.concat([block, password])).digest();
    made = Buffer.concat([made, block]);
  }
  return made.subarray(0, keyLength);
}

export async function readExactly(reader, length) {
  let read = Buffer.alloc(0);
  while (read.length < length) {
    const { value, done } = await reader.read();
    if (done) break;
    read = Buffer.concat([read, value]); // want bytes
  }
  return read;
}

/** No more than twenty pages, each of which is waited for. */
export async function twentyPages(client) {
  let tags = [];
  let page = 1;
  let url = client.urlOf(page);
  while (url && page <= 20) {
    const answer = await client.list(url);
    tags = tags.concat(answer.items); // want array potential
    page += 1;
    url = answer.more ? client.urlOf(page) : null;
  }
  return tags;
}

/** A text whose first characters are dropped is no list. */
export function codeOf(reference) {
  let digits = reference.slice(1, -1);
  while (digits.charAt(0) === '0') digits = digits.slice(1);
  return parseInt(digits || '0', 10);
}

/** Of providers there are a few. */
export function enabledOf(changes, providers) {
  let enabled = [...providers];
  for (const { provider, off } of changes) {
    if (off) enabled = enabled.filter(each => each !== provider); // want sift potential
  }
  return enabled;
}

export function left(orders, cancelled) {
  let open = [...orders];
  for (const { id } of cancelled) {
    if (id) open = open.filter(order => order.id !== id); // want sift
  }
  return open;
}
