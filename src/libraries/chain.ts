import type { Facts, Library, Path } from '../library.ts';

/** Methods with the same facts. */
export function methods(owner: Path, names: readonly string[], facts: Facts): Library['paths'] {
  return Object.fromEntries(names.map(name => [owner === '' ? `${name}()` : `${owner}.${name}()`, facts]));
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
