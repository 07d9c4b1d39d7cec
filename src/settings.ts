import type { Fact } from './catalogue.ts';
import type { Library } from './library.ts';

/** `settings.watertight` in the user's configuration. */
export interface Settings {
  /** Libraries of the user's own. */
  libraries?: Library[];
  /** Functions that look after work which outlives a request: `runInBackground`, `jobs.enqueue`. */
  runners?: string[];
}

/** What each fact must say, in words. */
const required: Readonly<Record<Fact, readonly string[]>> = {
  acquires: ['what', 'release'],
  creates: ['what'],
  starts: ['what'],
  listens: ['remove'],
  emits: [],
  awaits: ['what'],
  waits: [],
  asks: ['of'],
  commands: ['batches'],
  fails: ['what'],
  bounds: [],
  reads: ['what'],
  writes: ['what'],
  pipes: ['what'],
  handles: ['what'],
  serves: ['role', 'what'],
  queries: [],
  closes: ['what'],
  keeps: ['what', 'limits'],
  admits: ['what', 'limits'],
  bulk: ['as'],
  borrows: [],
  loads: ['what'],
  sends: ['to'],
  passes: [],
  equips: ['what', 'gives'],
  staggers: ['takes', 'name', 'write'],
  mounts: [],
  serializes: ['option', 'argument', 'handler'],
  limits: ['option', 'endless', 'write'],
  crashes: ['event'],
  costs: ['what'],
  calls: [],
  safe: [],
  ends: [],
};

type Entry = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isText);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What is wrong with the user's settings, in words; nothing where all is well. */
export function faultIn(settings: unknown): string | undefined {
  if (settings === undefined) return undefined;
  if (!isObject(settings)) return '`settings.watertight` must be an object with `libraries` or `runners`.';
  const unknown = Object.keys(settings).find(key => key !== 'libraries' && key !== 'runners');
  if (unknown !== undefined) return `\`settings.watertight.${unknown}\` is not known; there are \`libraries\` and \`runners\`.`;
  const { libraries, runners } = settings;
  if (runners !== undefined && !(Array.isArray(runners) && runners.every(isText))) {
    return '`settings.watertight.runners` must be a list of function names: `[\'runInBackground\', \'jobs.enqueue\']`.';
  }
  if (libraries === undefined) return undefined;
  if (!Array.isArray(libraries)) return '`settings.watertight.libraries` must be a list of libraries.';
  return firstOf(libraries.entries(), ([index, library]) => faultInLibrary(library, `settings.watertight.libraries[${String(index)}]`));
}

function faultInLibrary(library: unknown, at: string): string | undefined {
  if (!isObject(library)) return `\`${at}\` must be what \`library(name, paths)\` gives.`;
  const { package: name, paths, routes = [] } = library;
  if (typeof name !== 'string') return `\`${at}.package\` must be the name of a package.`;
  if (!isObject(paths)) return `\`${at}.paths\` must be an object from paths to facts.`;
  if (!Array.isArray(routes)) return `\`${at}.routes\` must be a list.`;
  return firstOf(Object.entries(paths), ([path, facts]) => faultInFacts(facts, `${at}.paths['${path}']`))
    ?? firstOf(routes.entries(), ([index, route]) => faultInRoute(route, `${at}.routes[${String(index)}]`));
}

function faultInFacts(facts: unknown, at: string): string | undefined {
  if (typeof facts === 'string') return undefined;
  if (!isObject(facts)) return `\`${at}\` must be facts or another path.`;
  return firstOf(Object.entries(facts), ([fact, said]) => {
    if (!Object.hasOwn(required, fact)) return `\`${at}.${fact}\` is not a fact; there are ${known}.`;
    const entries = Array.isArray(said) && listed.has(fact) ? said as unknown[] : [said];
    return firstOf(entries, entry => faultInFact(fact as Fact, entry, `${at}.${fact}`));
  });
}

/** Facts that may be given once or as a list. */
const listed: ReadonlySet<string> = new Set(['handles', 'calls', 'limits']);

/** Words that are not said by one text. */
const kinds: Readonly<Record<string, readonly [is: (said: unknown) => boolean, kind: string]>> = {
  limits: [said => Array.isArray(said) && said.every(isText), 'a list of strings'],
  gives: [said => Array.isArray(said) && said.every(isText), 'a list of strings'],
  batches: [isObject, 'an object'],
  argument: [said => typeof said === 'number', 'a number'],
  release: [said => isText(said) || isTexts(said), 'a string'],
  remove: [said => isText(said) || isTexts(said), 'a string'],
};
const text = [isText, 'a string'] as const;
const kindOf = (word: string): (typeof kinds)[string] => kinds[word] ?? text;

const known = Object.keys(required).map(fact => `\`${fact}\``).join(', ');

function faultInFact(fact: Fact, said: unknown, at: string): string | undefined {
  if (fact === 'safe' || fact === 'ends' || fact === 'mounts') return said === true ? undefined : `\`${at}\` must be \`true\`.`;
  if (!isObject(said)) return `\`${at}\` must be an object.`;
  const missing = required[fact].find(word => !kindOf(word)[0](said[word]));
  return missing && `\`${at}.${missing}\` must be ${kindOf(missing)[1]}.`;
}

function faultInRoute(route: unknown, at: string): string | undefined {
  if (!isObject(route)) return `\`${at}\` must be an object with \`file\`, \`exports\` and \`handles\`.`;
  const { file, mentions = '', exports, handles } = route;
  if (!isText(file) || !isPattern(file)) return `\`${at}.file\` must be a regular expression, as a string.`;
  if (typeof mentions !== 'string' || !isPattern(mentions)) return `\`${at}.mentions\` must be a regular expression, as a string.`;
  if (!Array.isArray(exports) || !exports.every(isText)) return `\`${at}.exports\` must be a list of names.`;
  return isObject(handles) && isText(handles['what']) ? undefined : `\`${at}.handles.what\` must be a string.`;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

function firstOf<Item>(items: Iterable<Item>, faultOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
