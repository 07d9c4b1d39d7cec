import type { Arrival, Library, Path } from '../../src/library.ts';
import type { Declarations } from './declarations.ts';
import { add, type Place } from './place.ts';

/** The words of a path: `Pool`, `()`, `connect`, `()`. */
export function wordsOf(path: Path): readonly string[] {
  return path.match(/\(\)|[\w$#*]+/g) ?? [];
}

/** One library's paths, walked through the declarations of its package. What an alias says to be the same is walked as one. */
export class Walk {
  readonly #declarations: Declarations;
  readonly #library: Library;
  readonly #places = new Map<string, Place>();
  readonly #sources = new Map<Path, Path[]>();

  constructor(declarations: Declarations, library: Library) {
    this.#declarations = declarations;
    this.#library = library;
    for (const [source, target] of Object.entries(library.paths)) {
      if (typeof target === 'string') this.#sources.set(target, [...this.#sources.get(target) ?? [], source]);
    }
  }

  /** What stands at a path and at its aliases; what a callback is handed belongs to the call that takes the callback. */
  at(path: Path): Place {
    const known = this.#places.get(path);
    if (known) return known;
    const place = this.alone(path);
    this.#places.set(path, place);
    for (const source of this.#sources.get(path) ?? []) add(place, this.alone(source));
    const facts = this.#library.paths[path];
    for (const arrival of typeof facts === 'object' ? facts.acquires?.gives ?? [] : []) {
      if (arrival !== 'value') add(place, this.#arriving(path, arrival));
    }
    return place;
  }

  /** What stands at a path, its aliases left out. */
  alone(path: Path): Place {
    const words = wordsOf(path);
    const last = words.at(-1);
    if (last === undefined) return copy(this.#declarations.root(this.#library.package));
    if (words.length === 1 && last !== '()') return copy(this.#declarations.first(this.#library.package, last));
    return this.#declarations.step(this.at(before(path)), last);
  }

  #arriving(path: Path, arrival: Exclude<Arrival, 'value'>): Place {
    return 'callback' in arrival
      ? this.#declarations.callbackParameter(this.callee(path), arrival.callback)
      : this.#declarations.step(this.alone(path), String(arrival.element));
  }

  /** Whether the types know the path; of a call, whether it can be called, since a callback may get what it gives. */
  has(path: Path): boolean {
    const place = this.alone(path);
    return this.#declarations.exists(place) || (place.types.size > 0 && path.endsWith('()'));
  }

  /** What is called: the path without its last `()`. */
  callee(path: Path): Place {
    return this.at(path.replace(/\(\)$/, ''));
  }
}

/** A path without its last word. */
export function before(path: Path): Path {
  return path.replace(/(?:\(\)|\.?[\w$#*]+)$/, '');
}

function copy({ types, symbols }: Place): Place {
  return { types: new Set(types), symbols: new Set(symbols) };
}
