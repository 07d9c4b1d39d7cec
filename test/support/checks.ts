import type { Fact } from '../../src/catalogue.ts';
import * as shipped from '../../src/libraries/index.ts';
import type { Facts, Library, Path } from '../../src/library.ts';

/** What the findings of a rule stand on; `test/checks.test.ts` proves it. */
interface Stands {
  /** The facts that they are about, where a dot follows only those that say so: a library that knows one is looked at. */
  of: readonly (Fact | `${Fact}.${string}`)[];
  /** The facts that say where they are, and what else has to be there. */
  among?: readonly Fact[];
}

/** What is about no fact is about the language itself. */
export const standsOn: Readonly<Record<string, Stands>> = {
  'no-ignored-backpressure': { of: ['writes'], among: ['reads', 'handles', 'calls'] },
  'no-leaked-listener': { of: ['listens', 'emits'], among: ['handles', 'starts', 'calls', 'writes'] },
  'no-leaked-timer': { of: ['starts.timer'], among: ['emits'] },
  'no-needless-copy': { of: [], among: ['calls', 'loads'] },
  'no-per-call-construction': { of: ['costs'], among: ['handles', 'calls'] },
  'no-pool-per-request': { of: ['creates'], among: ['handles', 'starts'] },
  'no-pool-transaction': { of: ['queries'] },
  'no-quadratic-accumulation': { of: [], among: ['calls'] },
  'no-query-in-loop': { of: ['asks', 'waits'], among: ['calls'] },
  'no-retained-parent': { of: ['bulk', 'reads'], among: ['keeps', 'handles'] },
  'no-retained-request': { of: ['handles'], among: ['starts', 'listens', 'keeps'] },
  'no-shared-close': { of: ['closes', 'creates.close', 'acquires.sharedBy'], among: ['handles'] },
  'no-string-concat-in-loop': { of: ['reads'], among: ['calls'] },
  'no-unaborted-background-work': { of: ['starts'], among: ['handles', 'calls'] },
  'no-unaborted-stream-loop': { of: ['writes'], among: ['handles', 'starts', 'calls'] },
  'no-unbounded-body': { of: ['admits'], among: ['waits', 'handles'] },
  'no-unbounded-cache': { of: ['keeps'], among: ['writes', 'handles', 'calls'] },
  'no-unbounded-concurrency': { of: ['asks', 'waits'], among: ['calls'] },
  'no-unremovable-listener': { of: ['listens'] },
  'no-unsettled-promise': { of: ['fails', 'reads'], among: ['writes', 'starts', 'handles', 'calls'] },
  'no-use-after-release': { of: ['acquires'], among: ['starts'] },
  'prefer-pooled-buffer': { of: [], among: ['borrows', 'handles', 'calls'] },
  'prefer-presized-array': { of: [] },
  'prefer-response-schema': { of: ['serializes'], among: ['handles', 'sends', 'calls'] },
  'prefer-scoped-middleware': { of: ['equips', 'mounts'], among: ['handles', 'admits', 'sends'] },
  'prefer-streaming': { of: ['loads'], among: ['sends', 'handles', 'passes', 'writes', 'starts', 'safe'] },
  'require-pipeline': { of: ['writes'], among: ['reads', 'waits', 'handles', 'starts'] },
  'require-pool-limits': { of: ['limits', 'crashes'] },
  'require-release': { of: ['acquires'], among: ['starts', 'writes', 'handles'] },
  'require-reset-before-release': { of: ['acquires.reused'], among: ['queries'] },
  'require-timeout': { of: ['waits'], among: ['bounds', 'handles'] },
};

/** The kinds of facts that a rule's findings stand on. */
export function kindsFor({ of, among = [] }: Stands): Fact[] {
  return [...of.map(each => each.replace(/\..*/, '') as Fact), ...among];
}

export const libraries: readonly Library[] = Object.values(shipped);

/** The facts of a library, one object for each path; those of what an alias stands for, and of what can be reached from there, too. */
function factsIn({ paths }: Library, isOwn = false): Facts[] {
  const factsOf = (given: Facts | Path): Facts[] => {
    if (typeof given !== 'string') return [given];
    if (isOwn) return [];
    const at = given.indexOf(':');
    const theirs = at < 0 ? paths : libraries.find(each => each.package === given.slice(0, at))?.paths ?? {};
    const start = given.slice(at + 1);
    const isBelow = (path: Path): boolean => path.startsWith(start) && (start === '' || /^(?:$|[(.])/.test(path.slice(start.length)));
    return Object.entries(theirs).flatMap(([path, facts]) => (isBelow(path) && typeof facts === 'object' ? [facts] : []));
  };
  return Object.values(paths).flatMap(factsOf);
}

/** The kinds of facts that a library holds, with what they say: `starts` and `starts.timer`. */
export function kindsIn(library: Library): ReadonlySet<string> {
  const kinds = factsIn(library).flatMap(facts => Object.entries(facts).flatMap(([kind, said]) =>
    [kind, ...[said].flat().flatMap(each => (typeof each === 'object' ? Object.keys(each).map(word => `${kind}.${word}`) : []))]));
  return new Set([...kinds, ...(isFramework(library) ? ['handles'] : [])]);
}

/** Whether a library knows handlers; what serves one shows one. */
export function isFramework(library: Library): boolean {
  return (library.routes?.length ?? 0) > 0 || factsIn(library, true).some(({ handles, serves }) => handles ?? serves);
}

/** The rules whose findings are about something that a library knows. */
export function rulesFor(library: Library): string[] {
  const kinds = kindsIn(library);
  return Object.entries(standsOn).flatMap(([name, { of }]) => (of.some(each => kinds.has(each)) ? [name] : []));
}

/** The libraries that a rule looks at, those of one scope together: `@aws-sdk/…`. */
export function librariesFor(name: string): string[] {
  return together(libraries.filter(library => rulesFor(library).includes(name)).map(nameOf));
}

export const nameOf = ({ package: name }: Library): string => (name === '' ? 'globals' : name === '*' ? 'any object' : `\`${name}\``);

/** Names in order; four or more of a scope are told as one, with how many there are. */
export function together(names: readonly string[]): string[] {
  const scopes = names.map(name => /^`(@[^/]+)\//.exec(name)?.[1]);
  const told = names.map((name, index) => {
    const scope = scopes[index];
    const size = scopes.filter(other => other === scope).length;
    return scope === undefined || size < 4 ? name : `\`${scope}/…\` (${String(size)})`;
  });
  return [...new Set(told)].sort((one, other) => (plain(one) < plain(other) ? -1 : 1));
}

const plain = (name: string): string => name.replace(/^`?@?/, '');
