export enum Sender {
  Support = 1,
  Billing = 2,
}

interface Person {
  name: string;
}

declare function load(id: string): Promise<Person>;
declare function inTurns(ids: string[], work: (id: string) => Promise<string>): Promise<string[]>;
declare const names: { support: string; billing: string };

/** It is made for one sweep, and goes with it. */
function loadOnce(): (id: string) => Promise<Person> {
  const seen = new Map<string, Promise<Person>>();
  return id => {
    const known = seen.get(id);
    if (known) return known;
    const loading = load(id);
    seen.set(id, loading); // want grows potential
    return loading;
  };
}

export async function sweep(ids: string[]): Promise<string[]> {
  const tools = { find: loadOnce() };
  return inTurns(ids, async id => (await tools.find(id)).name);
}

function loadKept(): (id: string) => Promise<Person> {
  const seen = new Map<string, Promise<Person>>();
  return id => {
    const known = seen.get(id);
    if (known) return known;
    const loading = load(id);
    seen.set(id, loading); // want grows
    return loading;
  };
}

/** Whoever is given it keeps it. */
export function finder(): (id: string) => Promise<Person> {
  const find = loadKept();
  return async id => find(id.trim());
}

/** This one is made once, for good. */
function loadForGood(): (id: string) => Promise<Person> {
  const kept = new Map<string, Promise<Person>>();
  return id => {
    const known = kept.get(id);
    if (known) return known;
    const loading = load(id);
    kept.set(id, loading); // want grows
    return loading;
  };
}

export const find = loadForGood();

const senders: Record<number, Person> = {};

/** One entry for each that stands in the code. */
export function senderOf(kind: Sender): Person | undefined {
  if (!senders[kind]) {
    if (kind === Sender.Support) senders[kind] = { name: names.support };
    else if (kind === Sender.Billing) senders[kind] = { name: names.billing };
  }
  return senders[kind];
}

const owners: Record<string, Person> = {};

export async function ownerOf(id: string, guest: string): Promise<Person | undefined> {
  if (!owners[id]) {
    if (id === guest) return undefined;
    if (guest === 'nobody') owners[id] = await load(id); // want grows
  }
  return owners[id];
}
