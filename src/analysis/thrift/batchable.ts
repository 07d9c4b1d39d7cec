import { bare, calledName, isCall, memberName, propertyName, propertyNamed, unwrapped, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { changesBy, statementsIn } from '../origin/sql.ts';
import { argumentsOf, textOf, type Ask } from '../place/asking.ts';
import type { Dependence } from '../place/turn.ts';

/** What is sent for many at once: `= ANY($1)`, `IN (?)`, `VALUES ?`, `unnest`. */
const many = new RegExp([
  String.raw`\bany\s*\(|\bin\s*\(?\s*[?$:@]|\bunnest\s*\(|\bvalues\s*\?`,
  'jsonb?_to_record|json_populate|openjson|json_table',
].join('|'), 'i');
/** What cannot be asked once for many: other tables, other kinds of statement, or rows that are locked one by one. */
const manipulating = /^(select|insert|update|delete|merge|replace|with)\b/i;
const otherTable = /\b(from|into|update|join|table)\s+(only\s+)?["`[]?\?/i;
const locking = /\bfor\s+(no\s+key\s+)?(update|share)\b|\bskip\s+locked\b|\bwith\s*\([^)]*(updlock|rowlock)/i;

/** Whether a text can be sent once for many items; where it is not known, unless the item itself is the text. */
export function isBatchable(ask: Ask, dependence: Dependence, origin: Origin): boolean {
  const { facts, node } = ask;
  if (facts.many) return false;
  if (facts.text === undefined) return !takesMany(ask) && !argumentsOf(ask).some(({ type }) => type === 'SpreadElement');
  const text = textOf(ask, origin);
  if (text === undefined) {
    const sent = node.type === 'TaggedTemplateExpression' ? undefined : node.arguments[facts.text];
    return sent !== undefined && !isOwnText(sent, dependence);
  }
  const statements = statementsIn(text);
  const [first = ''] = statements;
  if (!manipulating.test(first) || statements.length > 1 || changesBy(text).length > 0) return false;
  if (/^select\b/i.test(first) && !/\bfrom\b/i.test(first)) return false;
  return !many.test(text) && !otherTable.test(text) && !locking.test(text);
}

/** `query(step.sql)`, `query(buildInsert(row))` */
function isOwnText(sent: Node, dependence: Dependence): boolean {
  const at = bare(sent);
  if (at.type !== 'ObjectExpression') return dependence.isIn(sent);
  const text = propertyNamed(at, 'text') ?? propertyNamed(at, 'sql');
  return text !== undefined && dependence.isIn(text.value);
}

/** `{ where: { id: { in: ids } } }`, `In(ids)`, `inArray(users.id, ids)`, `.whereIn('id', ids)` */
function takesMany(ask: Ask): boolean {
  const whole = unwrapped(ask.whole);
  for (let at: Node = whole; isCall(at) || at.type === 'MemberExpression'; at = unwrapped(isCall(at) ? at.callee : at.object)) {
    if (isCall(at) && /^(whereIn|whereNotIn|orWhereIn|whereInIds|findByIds)$/.test(calledName(at) ?? '')) return true;
  }
  return argumentsOf(ask).some(hasList);
}

function hasList(node: Node): boolean {
  const at = unwrapped(node);
  switch (at.type) {
    case 'ObjectExpression':
      return at.properties.some(property => {
        if (property.type !== 'Property') return false;
        const name = propertyName(property.key, property.computed) ?? operatorOf(property.key);
        return /^(in|\$in|notIn|\$nin|Op\.in|Op\.notIn|hasSome)$/.test(name) || hasList(property.value);
      });
    case 'CallExpression':
      return /^(In|inArray|notInArray|Any|ArrayContains|any)$/.test(calledName(at) ?? '') || at.arguments.some(hasList);
    case 'ArrayExpression':
      return at.elements.some(item => item && hasList(item));
    default:
      return false;
  }
}

/** `Op.in` of `[Op.in]: ids`. */
const operatorOf = (key: Node): string =>
  key.type === 'MemberExpression' && key.object.type === 'Identifier' ? `${key.object.name}.${memberName(key) ?? ''}` : '';
