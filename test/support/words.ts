import { list } from '../../src/catalogue.ts';
import type { Facts, Library, Path, Routes } from '../../src/library.ts';
import { table } from './generated.ts';

/** Each kind of fact as it reads after the name of a call. */
const words: { [Kind in keyof Facts]-?: (fact: NonNullable<Facts[Kind]>) => string } = {
  acquires: ({ what, release }) => `hands out ${a(what)}, given back by ${codes(release)}`,
  creates: ({ what, close }) => `makes ${a(what)}${close ? `, closed by ${codes(close)}` : ''}`,
  handles: entries => `calls a function for every ${either(list(entries).map(({ what }) => what))}`,
  calls: entries => (list(entries).some(({ each }) => each) ? 'calls a function for every item' : 'calls a function'),
  serves: ({ role, what }) => (role === what ? `is what the handler of ${a(what)} is given` : `is the ${role} of a handler, per ${what}`),
  starts: ({ what, stop, signal }) =>
    `starts ${a(what)}${stop ? `, stopped by ${codes(stop)}` : ''}${signal ? ', takes an `AbortSignal`' : ''}`,
  listens: ({ remove }) => `adds a listener, taken off by ${codes(remove)}`,
  emits: ({ shared, again }) => {
    const anew = again ? ` of ${again.events.map(code).join(' and ')} whenever it has connected` : '';
    return `calls listeners${anew}${shared ? ', and is shared by all calls' : ''}`;
  },
  awaits: ({ what }) => `looks after ${a(what)}`,
  waits: ({ default: most }) => `waits for its answer${most === undefined ? '' : `, ${String(most / 1000)} seconds at most`}`,
  asks: ({ of, many }) => `asks ${of === 'disk' ? 'the disk' : a(of)}${many ? ', for many at once' : ''}`,
  commands: () => 'sends a command that it is given',
  fails: ({ events }) => `tells by ${either(events.map(code))} that it has failed`,
  bounds: () => 'can say how long its calls wait',
  reads: ({ what }) => `is a stream of bytes: ${what}`,
  writes: ({ what }) => `is written to: ${what}`,
  pipes: ({ what }) => `looks after both ends: ${what}`,
  queries: ({ shared, says }) => `sends ${says ? code(says) : 'a statement'} to ${shared ? 'any connection' : 'its connection'}`,
  closes: ({ what }) => `closes the ${what} that the process shares`,
  keeps: ({ what, limits }) => `makes ${a(what)}${limits.length > 0 ? `, bounded by ${codes(limits)}` : ' without a bound'}`,
  admits: ({ what, limits }) => `takes in ${a(what)}${limits.length > 0 ? `, bounded by ${codes(limits)}` : ' without a bound'}`,
  loads: ({ what }) => `reads ${a(what)} whole`,
  sends: ({ to, option }) => `sends ${option === undefined ? 'what it is given' : code(option)} to ${to === 'disk' ? 'a file' : a(to)}`,
  passes: ({ text }) => (text ? 'makes a text of a list' : 'gives the same bytes'),
  equips: ({ what, gives }) => `makes middleware for ${a(what)}${gives.length > 0 ? `: ${codes(gives)}` : ''}`,
  staggers: ({ takes }) => (takes === 'list' ? 'goes through a list, a few items at a time' : 'lets a few functions run at a time'),
  mounts: () => 'calls what it is given for every request',
  serializes: ({ option }) => `compiles a serializer of ${code(option)}`,
  limits: each => `has no limit of its own for ${codes(list(each).map(({ option }) => option))}`,
  crashes: ({ event }) => `ends the process by ${code(event)} where nobody listens`,
  bulk: ({ as }) => `gives ${as === 'text' ? 'a text' : as === 'any' ? 'bytes or a text' : 'bytes'} of any size`,
  borrows: ({ fills }) => `${fills ? 'writes to the bytes that it is given' : 'reads the bytes that it is given'}, and keeps none`,
  costs: ({ what }) => `makes ${a(what)} that is worth keeping`,
  safe: () => 'cannot throw',
  ends: () => 'never returns',
};

/** What is known of a package, as a section of the docs, and which rules look at it. */
export function sectionOf({ package: name, paths, routes = [] }: Library, rules: readonly string[]): string {
  const title = name === '' ? 'Globals' : name === '*' ? 'Any object' : `\`${name}\``;
  // Paths of which the same is known share a row.
  const alike = new Map<string, string[]>();
  for (const [path, facts] of Object.entries(paths)) {
    const said = inWords(facts);
    alike.set(said, [...alike.get(said) ?? [], code(path)]);
  }
  const rows = [...[...alike].map(([said, its]) => [its.join(', '), said]), ...routes.map(rowOf)];
  const asked = rules.map(rule => `[\`${rule}\`](rules/${rule}.md)`).join(', ');
  return `## ${title}\n\n${asked && `Rules: ${asked}.\n\n`}${table(['path', 'what is known'], rows)}`;
}

function inWords(facts: Facts | Path): string {
  if (typeof facts === 'string') return `the same as ${code(facts)}`;
  const said = words as Readonly<Record<string, ((fact: unknown) => string) | undefined>>;
  return Object.entries(facts).map(([kind, fact]) => said[kind]?.(fact) ?? kind).join('; ');
}

function rowOf({ file, exports, handles }: Routes): string[] {
  return [`${codes(exports)} of files ${code(file)}`, `${exports.length > 1 ? 'are' : 'is'} called for every ${handles.what}`];
}

const code = (text: string): string => `\`${text}\``;
const codes = (texts: string | readonly string[]): string => either(list(texts).map(code));
const a = (what: string): string => `${/^[aeio]/.test(what) ? 'an' : 'a'} ${what}`;

function either(items: readonly string[]): string {
  const all = [...new Set(items)];
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} or ${all.at(-1) ?? ''}` : all[0] ?? '';
}
