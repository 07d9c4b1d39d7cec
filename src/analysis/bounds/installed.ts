import { isCall, isKey, memberName, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { argumentsOf, type Ask } from '../place/asking.ts';

const parts = 'views?|templates?|partials?|emails?|languages?|locales?|translations?|themes?|plugins?|routes?|modules?|components?'
  + '|supplements?|migrations?|schemas?|swagger|assets?|build|dist|public|static|node_modules|source|src';
const places = 'path|paths|dir|dirs|dirname|directory|directories|folder|folders|root|files';
/** Names of where the files of a program lie, of which there are as many as it is installed with. Only a reason for silence. */
const place = new RegExp(`^(?:(?:get|find|load|list|read|resolve)_)?(?:\\w+_)?(?:${parts})_(?:${places})$`);

/** Whether the files that a call goes through are those that the program is installed with, by where they lie. */
export function isOfProgram(ask: Ask, items: Node, origin: Origin): boolean {
  const seen = new Set<Node>();
  return [items, ...argumentsOf(ask).slice(0, 1)].some(each => isPlaced(each, origin, seen, 0));
}

/** Whether an expression is made of such a place, also through variables. */
function isPlaced(node: Node, origin: Origin, seen: Set<Node>, depth: number): boolean {
  if (depth > 4 || seen.has(node)) return false;
  seen.add(node);
  return within(node, origin.module.keys).some(at => {
    if (at.type === 'MetaProperty') return true;
    if (at.type === 'MemberExpression') return place.test(snake(memberName(at) ?? ''));
    if (at.type !== 'Identifier' || isKey(at)) return false;
    if (/^__(dir|file)name$/.test(at.name) || place.test(snake(at.name))) return true;
    const binding = origin.module.bindings.of(at);
    if (binding?.kind !== 'variable') return false;
    return binding.writes.some(write => !(isCall(at.parent) && at.parent.callee === at) && isPlaced(write, origin, seen, depth + 1));
  });
}

/** `languagesPath` and `LANGUAGES_PATH` as `languages_path`. */
const snake = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
