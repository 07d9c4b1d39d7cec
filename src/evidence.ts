import type { Arrival } from './acquiring.ts';
import { lastName, list, type FullPath } from './catalogue.ts';
import type { Library } from './library.ts';
import type { Tokens } from './tokens.ts';

interface Shown {
  path: FullPath;
  names: ReadonlySet<string>;
  alone: ReadonlySet<string>;
}

/** A parameter of a handler, by the members that are used on it. */
interface Party extends Shown {
  /** Those that nothing else has. */
  solely: ReadonlySet<string>;
}

/** A request with its response; a context is both. */
export interface Exchange {
  request: Party;
  response: Party;
}

/** A call on whatever it is, which is known by what is done with what it hands out. */
export interface ShownCall extends Shown {
  /** Members that tell where the call has another name and is waited for. */
  anywhere: ReadonlySet<string>;
  gives: readonly Arrival[];
  /** Whether it is always waited for. */
  awaited: boolean;
  /** The members of it that give it back, as they are used: `release()`. */
  releases: ReadonlySet<string>;
  /** Whether its own call gives it back. */
  isReleaser: boolean;
  /** The methods of what it came from that take it back. */
  returns: ReadonlySet<string>;
}

/** A call that sends a statement, which is known by a member of an export of its package among its options: `QueryTypes.SELECT`. */
export interface ShownQuery {
  path: FullPath;
  option: FullPath;
}

/** What many use, which is known by what it is asked and by the call that closes it. */
export interface ShownThing {
  what: string;
  names: ReadonlySet<string>;
}

/** What the parameters of a library's handlers are shown by. */
export function exchangesOf({ package: name, paths }: Library): Exchange[] {
  const all = Object.entries(paths).flatMap(([path, facts]) =>
    (typeof facts === 'object' && facts.serves?.shownBy ? [{ ...facts.serves, path: `${name}:${path}` }] : []));
  const shown = ({ path, shownBy, shownAloneBy, shownSolelyBy }: (typeof all)[number]): Party =>
    ({ path, names: new Set(shownBy), alone: new Set(shownAloneBy), solely: new Set(shownSolelyBy) });
  const [request, response, context] = (['request', 'response', 'context'] as const).map(of => all.find(({ role }) => role === of));
  return [
    ...(request && response ? [{ request: shown(request), response: shown(response) }] : []),
    ...(context ? [{ request: shown(context), response: shown({ ...context, shownBy: context.answeredBy ?? [] }) }] : []),
  ];
}

/** All the members that show a parameter of a handler. */
export const exchangedBy = (exchanges: readonly Exchange[]): ReadonlySet<string> =>
  new Set(exchanges.flatMap(({ request, response }) =>
    [request, response].flatMap(({ names, alone, solely }) => [...names, ...alone, ...solely])));

/** The calls that are known by what is done with what they hand out, by their names; under `*` those that may have any name. */
export function shownCallsOf(libraries: readonly Library[]): ReadonlyMap<string, readonly ShownCall[]> {
  const found = new Map<string, ShownCall[]>();
  for (const { package: name, paths } of libraries) for (const [path, facts] of Object.entries(paths)) {
    const acquires = typeof facts === 'object' ? facts.acquires : undefined;
    const { shownBy, shownAloneBy, shownAnywhereBy, release, choice, gives = ['value'] } = acquires ?? {};
    if (!shownBy && !shownAloneBy) continue;
    // A repair writes the first, so that must be what is used; of a transaction either is.
    const ways = list(release).slice(0, choice ? undefined : 1);
    const shown: ShownCall = {
      path: `${name}:${path}`,
      names: new Set(shownBy),
      alone: new Set(shownAloneBy),
      anywhere: new Set(shownAnywhereBy),
      gives,
      awaited: choice === true,
      releases: new Set(ways.flatMap(way => /\bit\.(\w+\(\))$/.exec(way)?.[1] ?? [])),
      isReleaser: ways.includes('it()'),
      returns: new Set(ways.flatMap(way => /\bfrom\.(\w+)\(it\)$/.exec(way)?.[1] ?? [])),
    };
    for (const name of shownAnywhereBy ? [lastName(path), '*'] : [lastName(path)]) {
      const calls = found.get(name);
      if (calls) calls.push(shown);
      else found.set(name, [shown]);
    }
  }
  return found;
}

/** The calls that send a statement and are known by an option, by their names. */
export function shownQueriesOf(libraries: readonly Library[]): ReadonlyMap<string, ShownQuery> {
  return new Map(libraries.flatMap(({ package: name, paths }) => Object.entries(paths).flatMap(([path, facts]) => {
    const option = typeof facts === 'object' ? facts.queries?.shownBy : undefined;
    return option === undefined ? [] : [[lastName(path), { path: `${name}:${path}`, option: `${name}:${option}` }] as const];
  })));
}

/** The things that are known by how they are used, by the names of the calls that close them. */
export function shownThingsOf(libraries: readonly Library[]): ReadonlyMap<string, readonly ShownThing[]> {
  const found = new Map<string, ShownThing[]>();
  for (const { paths } of libraries) for (const facts of Object.values(paths)) {
    const { creates, acquires } = typeof facts === 'object' ? facts : {};
    const what = creates?.what ?? acquires?.what ?? '';
    for (const [close, names] of Object.entries(creates?.shownBy ?? acquires?.sharedBy ?? {})) {
      const things = found.get(lastName(close)) ?? [];
      things.push({ what, names: new Set(names) });
      found.set(lastName(close), things);
    }
  }
  return found;
}

/** The packages of which a text may show something by how it is used. */
export function packagesShownIn(tokens: Tokens, calls: ReadonlyMap<string, readonly ShownCall[]>): string[] {
  const isIn = (members: ReadonlySet<string>): boolean => [...members].some(member => tokens.has(member.replace('()', '')));
  // `(error, client, done) => …` is handed the release, under any name.
  const handsRelease = ({ gives }: ShownCall): boolean => gives.some(given => typeof given === 'object' && 'release' in given);
  const isShown = (call: ShownCall): boolean => {
    const { alone, names, releases, isReleaser, returns } = call;
    const isReleased = isReleaser || isIn(releases) || handsRelease(call);
    return isIn(alone) || isIn(returns) || (isReleased && (names.size === 0 || isIn(names)));
  };
  const packages: string[] = [];
  for (const [name, all] of calls) {
    if (!tokens.has(name === '*' ? 'await' : name)) continue;
    for (const call of all) {
      const isThere = name === '*' ? isIn(call.releases) && isIn(call.anywhere) : isShown(call);
      if (isThere) packages.push(call.path.slice(0, call.path.indexOf(':')));
    }
  }
  return packages;
}
