import { calledName, contains, enclosingFunction, isCall, outermostFunction, type FunctionNode, type Node } from '../../ast.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { isMadePerCall, variesPerCall } from '../origin/variation.ts';
import type { Handler, Place } from '../place/place.ts';
import { Recurrences } from '../place/recurrence.ts';
import type { Course, Shrink, Swell } from './course.ts';
import { Dwellings, type Dwelling } from './dwelling.ts';
import { isFilledOnce } from './filled-once.ts';
import { missOf, type Miss } from './missed.ts';
import { isOfMany } from './naming.ts';
import { isExported, isPrivate } from './privacy.ts';
import { isFunctionIn, isRegistering } from './registering.ts';
import { endsItself } from './scripted.ts';
import { mayOutlive, Stores, type Store } from './store.ts';
import { courseOf } from './swelling.ts';
import { fromRequest, varietyOf } from './variety.ts';

/** A collection that grows with every call. */
export interface Hoard {
  node: Node;
  store: Store;
  certain: boolean;
  /** Why the entry may stay; none where nothing is ever taken out. */
  miss: Miss | undefined;
  /** What takes it out when all goes well. */
  undoings: readonly Node[];
  /** Nobody else sees the collection: each of its mentions, as a repair may have to change what it is. */
  mentions: () => readonly Node[] | undefined;
  /** It is an entry of the collection that grows. */
  inner: boolean;
}

/** Something that is put into a collection. */
export interface Kept {
  node: Node;
  store: Store;
  key: Node | undefined;
  values: readonly Node[];
  shrinks: readonly Shrink[];
  /** Whether it stays there when the call is over; this is dear to ask. */
  dwelling: () => Dwelling;
  /** Whether who puts it there looks for it first, so that it is found again. */
  isCached: () => boolean;
}

/** What may be asked of the file. */
export interface Contents extends Pick<Nodes, 'each' | 'callsUnder'> {
  readonly origin: Origin;
  place(node: Node): Place;
  handlerOf(fn: FunctionNode): Handler | undefined;
}

/** Finds the collections that outlive the calls which fill them. */
export class Hoards {
  readonly #origin: Origin;
  readonly #contents: Contents;
  readonly #stores: Stores;
  readonly #dwellings: Dwellings;
  readonly #courses = new Map<Store, Course>();
  #found: readonly Store[] | undefined;
  #lookUps: ReadonlySet<Node> | undefined;

  constructor(contents: Contents) {
    const { origin } = contents;
    this.#contents = contents;
    this.#origin = origin;
    this.#stores = new Stores(origin, contents);
    this.#dwellings = new Dwellings(origin, node => contents.place(node), new Recurrences(origin, node => contents.place(node)));
  }

  get #all(): readonly Store[] {
    return (this.#found ??= endsItself(this.#contents, this.#origin) ? [] : [...this.#stores.all()].filter(store => mayOutlive(store)));
  }

  #courseOf(store: Store): Course {
    let course = this.#courses.get(store);
    if (!course) this.#courses.set(store, (course = courseOf(store, this.#stores, this.#origin)));
    return course;
  }

  /** The collections that only grow. */
  *unbounded(): Generator<Hoard> {
    // A function that fills what it is given fills several.
    const shown = new Set<Node>();
    for (const store of this.#all) {
      const course = this.#courseOf(store);
      const grows = (swell: Swell): boolean => this.#growth(swell, store, course) !== undefined;
      let isOuter: boolean | undefined;
      const told = new Set<FunctionNode | undefined>();
      for (const swell of course.swells) {
        const fn = outermostFunction(swell.node);
        if (told.has(fn) || shown.has(swell.node)) continue;
        if (swell.inner && (isOuter ??= course.swells.some(each => !each.inner && grows(each)))) continue;
        const hoard = this.#hoard(swell, store, course);
        if (!hoard) continue;
        told.add(fn);
        shown.add(swell.node);
        yield hoard;
      }
    }
  }

  /** What is put into collections. */
  *held(): Generator<Kept> {
    for (const store of this.#all) {
      const { swells, shrinks } = this.#courseOf(store);
      for (const { node, key, values } of swells) {
        const course = (): Course => this.#courseOf(store);
        const dwelling = (): Dwelling => this.#dwellingOf(node, store, course());
        yield { node, store, key, values, shrinks, dwelling, isCached: () => this.#isLookedInto(node, course()) };
      }
    }
  }

  /** Whether an expression looks for an entry of a collection. */
  isEntry(node: Node): boolean {
    this.#lookUps ??= new Set(this.#all.flatMap(store => this.#courseOf(store).lookUps));
    return this.#lookUps.has(node);
  }

  #hoard(swell: Swell, store: Store, course: Course): Hoard | undefined {
    const shrinks = course.shrinks.filter(({ inner }) => !inner || swell.inner);
    const isEntry = !swell.inner && swell.key !== undefined && shrinks.every(({ how }) => how === 'delete');
    // Where it is asked how many there are, those that stay keep others out.
    if (course.measured && (!isEntry || shrinks.length === 0)) return undefined;
    const certain = shrinks.length === 0 || isEntry ? this.#growth(swell, store, course) : undefined;
    if (certain === undefined) return undefined;
    const mentions = (): readonly Node[] | undefined => {
      return course.leaves || isExported(store, this.#origin) || !isPrivate(store) ? undefined : this.#stores.mentionsOf(store);
    };
    const hoard = { node: swell.node, store, certain, miss: undefined, undoings: [], mentions, inner: swell.inner };
    if (shrinks.length === 0) return hoard;
    const undoings = shrinks.map(({ node }) => node);
    const miss = missOf(swell, undoings, this.#contents);
    return miss && !(course.measured && miss.how === 'throw') ? { ...hoard, certain: true, miss, undoings } : undefined;
  }

  /** Whether what is put in makes it grow for as long as the program runs; `false` where that is only likely. */
  #growth(swell: Swell, store: Store, course: Course): boolean | undefined {
    const { key, values, inner } = swell;
    if (store.kind === 'object' && key?.type === 'Literal') return undefined;
    const isHandled = (node: Node = swell.node): boolean => this.#contents.place(node).handler !== undefined;
    const varies = (): boolean => values.some(value => variesPerCall(value, this.#origin));
    const own = inner ? undefined : key;
    // A list into which only what it does not have yet is put has as many as there are: `if (!told.includes(text)) told.push(text)`.
    if (!key && values.length === 1 && values[0] && this.#isLookedInto(swell.node, course)
      && varietyOf(values[0], this.#origin, swell.node) === 'closed') return undefined;
    if (own && !this.#isOfCall(own, () => isHandled() || varies())) return undefined;
    const variety = own ? varietyOf(own, this.#origin, swell.node) : 'open';
    // How long it lives is dear to ask.
    const dwelling = variety === 'closed' ? undefined : this.#dwellingOf(swell.node, store, course);
    if (!dwelling || isFilledOnce(swell.node, store.name, this.#origin)) return undefined;
    if (variety === 'likely closed') return false;
    const innerVariety = key && inner && store.kind !== 'array' ? varietyOf(key, this.#origin, swell.node) : 'open';
    if (innerVariety !== 'open') return innerVariety === 'closed' ? undefined : false;
    if (isHandled()) return dwelling === 'sure';
    if ((!own && !varies()) || values.some(value => isFunctionIn(value, this.#origin))) return false;
    if (isRegistering(swell, store, course, isHandled, this.#origin)) return false;
    // Outside of handlers most is keyed by what there is but a few of, whatever its name.
    if (!isOfMany(own ? [own] : values, this.#origin)) return false;
    return dwelling === 'sure' && !isExported(store, this.#origin) && !this.#isKeptBy(swell, course);
  }

  /** Whether a key comes with the call, or is made for it. */
  #isOfCall(key: Node, isServing: () => boolean): boolean {
    return variesPerCall(key, this.#origin) || fromRequest(key, this.#origin) || (isMadePerCall(key, this.#origin) && isServing());
  }

  #dwellingOf(node: Node, store: Store, course: Course): Dwelling {
    const place = this.#contents.place(node);
    if ((place.runs === 'once' || this.#isAtLoad(node)) && !place.handler) return undefined;
    if (place.runs === 'instance' && store.home.in === 'field' && !store.home.isStatic) return undefined;
    return this.#dwellings.of(store, node, this.#isLookedInto(node, course));
  }

  /** Whether it is part of a loop of the module itself, be it one by `forEach()`. */
  #isAtLoad(node: Node): boolean {
    let fn = enclosingFunction(node);
    while (fn && isPerItem(fn, this.#origin)) fn = enclosingFunction(fn.parent);
    return fn === undefined;
  }

  /** Whether the function that fills a collection looks into it too. */
  #isLookedInto(node: Node, { lookUps }: Course): boolean {
    const fn = outermostFunction(node);
    return fn !== undefined && lookUps.some(lookUp => contains(fn, lookUp) && !contains(node, lookUp));
  }

  /** Whether a list or set takes only what was made for another collection: it has as many as that. */
  #isKeptBy({ node, key, values }: Swell, { lookUps }: Course): boolean {
    const [value] = values;
    const fn = enclosingFunction(node);
    if (value?.type !== 'Identifier' || (key !== undefined && key !== value) || !fn || lookUps.length > 0) return false;
    return this.#origin.module.bindings.of(value)?.references.some(({ parent }) => {
      if (!isCall(parent) || parent === node || !contains(fn, parent) || parent.arguments.length !== 2) return false;
      return calledName(parent) === 'set' && parent.arguments[1]?.type === 'Identifier';
    }) ?? false;
  }
}
