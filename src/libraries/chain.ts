import type { Facts, Library, Path } from '../library.ts';

/** Methods with the same facts. */
export function methods(owner: Path, names: readonly string[], facts: Facts): Library['paths'] {
  return Object.fromEntries(names.map(name => [owner === '' ? `${name}()` : `${owner}.${name}()`, facts]));
}

/** The methods by which a connection begins a transaction and ends it. */
export function transactions(owner: Path, facts: Facts = {}): Library['paths'] {
  const said = { beginTransaction: 'BEGIN', commit: 'COMMIT', rollback: 'ROLLBACK' };
  return Object.fromEntries(Object.entries(said).map(([name, says]) => [`${owner}.${name}()`, { ...facts, queries: { says } }]));
}

/** Methods that give the very object on which they are called. */
export function fluent(owner: Path, names: readonly string[]): Library['paths'] {
  return Object.fromEntries(names.map(name => [`${owner}.${name}()`, owner]));
}

/**
 * Methods with the same facts, each of which gives what it was called on: `router.route('/').get(list).post(add)`.
 * The next method of a chain is that of the first object.
 */
export function chain(owner: Path, methods: readonly string[], facts: Facts): Library['paths'] {
  return Object.fromEntries<Facts | Path>(methods.flatMap((method): (readonly [Path, Facts | Path])[] => [
    [`${owner}.${method}()`, facts],
    ...methods.map(next => [`${owner}.${method}().${next}`, `${owner}.${next}`] as const),
  ]));
}
