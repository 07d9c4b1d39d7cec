import type { TSESTree as T } from '@typescript-eslint/utils';
import { calledName, contains, isCall, isFunction, isKey, outermost, unwrapped, within, type CallNode, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { changesBy } from '../origin/sql.ts';
import { statementOf } from '../origin/statement.ts';
import type { Use } from '../origin/use.ts';
import { closingsOf } from './keeping.ts';

/** Whether the calls that each make one of their own could share one instead. */
export interface Sharing {
  /**
   * `sure`: every use of it can be seen, and none would tell the difference. `likely`: it goes to code that cannot be seen, or is made
   * of what may change. Nothing where each is made of something else, or put through again what one can only be put through once.
   */
  how: How;
  /** The calls that close it again in the function that made it. */
  closings: readonly Node[];
}

type How = 'sure' | 'likely' | undefined;

/** What a thing that is shared must not be put through by each call. */
const onceOnly = new RegExp(
  `^\\$?(${[
    'on',
    'once',
    'use',
    'add',
    'prepend',
    'connect',
    'init',
    'initiali[sz]e',
    'start',
    'open',
    'authenticate',
    'sync',
    'subscribe',
    'process',
    'define',
    'model',
    'plugin',
    'register',
    'set',
    'configure',
    'extend',
    'select',
    'watch',
    'unwatch',
    'auth',
    'monitor',
    '[ps]subscribe',
    'b[lrz][a-z]*',
  ].join('|')})(?![a-z])`,
);
/** Methods that close. */
const closing = /^\$?(end|close|destroy|quit|disconnect|shutdown|stop|terminate|dispose|release|drain|clear|kill)(?![a-z])/;
/** Methods of texts, so that `set()` of a cache is not among those that configure it. */
const commands = /^(set|add|process|open|extend)$/;
/** Calls that always give the same for the same. */
const pure = /^:(Number|String|Boolean|BigInt|parseInt|parseFloat|Number\.\w+|Math\.(?!random)\w+|JSON\.\w+|Object\.freeze)\(\)$/;
const ofText = /^(split|trim|trimEnd|trimStart|toLowerCase|toUpperCase|replace|replaceAll|slice|concat|join|toString)$/;

/** Whether one thing would do for all the calls, but that each closes its own. */
export function sharingOf(use: Use<'creates'>, origin: Origin): Sharing {
  const closings = closingsOf(use, origin);
  const value = valueOf(use.node, origin);
  return { how: value && worse(value, usesOf(use, closings, origin)), closings };
}

const worse = (...all: readonly How[]): How => (all.includes(undefined) ? undefined : all.includes('likely') ? 'likely' : 'sure');

/** Whether the expression has the same value at each call, and has it at the top of the module too. */
function valueOf(node: CallNode, origin: Origin): How {
  if (outermost(node) !== node) return undefined;
  let sharing: How = 'sure';
  for (const at of within(node, origin.module.keys)) {
    if (/^(ThisExpression|Super|AwaitExpression|YieldExpression)$/.test(at.type)) return undefined;
    if (at.type === 'MetaProperty' && at.meta.name === 'new') return undefined;
    if (at.type === 'Identifier' && !isKey(at) && !isConstant(at, node, origin)) return undefined;
    if (at !== node && isCall(at) && !isPure(at, origin)) sharing = 'likely';
  }
  return sharing;
}

function isPure(call: CallNode, origin: Origin): boolean {
  const path = origin.ofCall(call);
  if (call.type === 'NewExpression') return path !== ':Date()';
  return (path !== undefined && pure.test(path)) || (call.callee.type === 'MemberExpression' && ofText.test(calledName(call) ?? ''));
}

/** Whether a name stands for the same in the whole module, for as long as it runs. */
function isConstant(name: T.Identifier, node: Node, origin: Origin): boolean {
  const binding = origin.module.bindings.of(name);
  // What another file puts on the global object may come later, and change.
  if (!binding) return !/^(arguments|global|globalThis)$/.test(name.name);
  if (contains(node, binding.declared)) return true;
  if (binding.kind === 'import') return true;
  if (binding.kind === 'parameter' || binding.kind === 'other') return false;
  const declaration = binding.node.type === 'VariableDeclarator' ? binding.node.parent : binding.node;
  const around = declaration.parent;
  if (around?.type !== 'Program' && around?.type !== 'ExportNamedDeclaration') return false;
  return !binding.reassigned && !binding.references.some(isChanged);
}

/** Whether a member of it is set: `state.tenant = …`. */
function isChanged(reference: Node): boolean {
  let at = reference;
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
  const around = at.parent as Node;
  if (around.type === 'UnaryExpression') return around.operator === 'delete';
  return (around.type === 'AssignmentExpression' && around.left === at) || around.type === 'UpdateExpression';
}

function usesOf(use: Use<'creates'>, closings: readonly Node[], origin: Origin): How {
  const around = use.node.parent;
  if (around.type !== 'VariableDeclarator') return useOf(use.node, origin);
  const isPlain = around.id.type === 'Identifier' && around.parent.kind !== 'using' && around.parent.kind !== 'await using';
  const binding = isPlain && around.id.type === 'Identifier' ? origin.module.bindings.of(around.id) : undefined;
  if (!binding || binding.reassigned) return undefined;
  const isClosing = (reference: Node): boolean => closings.some(closing => contains(closing, reference));
  return worse(
    'sure',
    ...mentionsOf(binding)
      .filter(reference => !isClosing(reference))
      .map(reference => useOf(reference, origin)),
  );
}

/** The mentions of a name, those in types left out. */
function mentionsOf({ references }: Binding): readonly Node[] {
  return references.filter(({ parent }) => !/^TS(?!NonNull|As|Satisfies)/.test(parent.type));
}

/** What one mention of it does with it. */
function useOf(mention: Node, origin: Origin): How {
  const at = outermost(mention);
  const around = at.parent as Node;
  switch (around.type) {
    case 'MemberExpression':
      return around.object === at ? memberOf(around, origin) : undefined;
    case 'CallExpression':
    case 'NewExpression':
      return around.callee === at ? calledAs(around, origin) : passedTo(around, origin);
    case 'Property': {
      const call = around.parent.parent;
      return isCall(call) && around.parent.type === 'ObjectExpression' ? passedTo(call, origin) : 'likely';
    }
    case 'TaggedTemplateExpression':
      return isOfSession(around, origin) ? undefined : 'sure';
    case 'ExpressionStatement':
      return 'sure';
    default:
      return 'likely';
  }
}

/** A method that is called on it, or on a part of it. */
function memberOf(member: T.MemberExpression, origin: Origin): How {
  let at: Node = member;
  let around = at.parent;
  const leadsOn = (): boolean =>
    (around.type === 'MemberExpression' && around.object === at) || /^(TSNonNull|Chain)Expression$/.test(around.type);
  while (leadsOn()) {
    at = around;
    around = at.parent as Node;
  }
  if (isChanged(unwrapped(member.object))) return undefined;
  if (!isCall(around) || around.callee !== at) return isCall(around) ? 'likely' : 'sure';
  const name = calledName(around) ?? '';
  const path = origin.ofCall(around);
  const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
  // What sends a statement gives what came of it, not the thing itself.
  const isAsking = facts?.queries !== undefined && facts.queries.says === undefined;
  if (isAsking && around.arguments.some(sent => isOfSession(sent, origin))) return undefined;
  // `client.middlewareStack.add(…)` configures the client, as `queue.add(job)` does not.
  const isOwn = outermost(around.callee) === outermost(member);
  if (isAsking || facts?.acquires || facts?.starts || facts?.awaits || (isOwn && commands.test(name))) return 'sure';
  return onceOnly.test(name) || closing.test(name) ? undefined : derived(around, origin);
}

/** Whether a statement changes the connection itself, which all others would have then. */
const isOfSession = (sent: Node, origin: Origin): boolean =>
  changesBy(statementOf(sent, origin) ?? '').some(({ does }) => does === 'begins');

/** What is done with what a method gives, which may be the thing itself. */
function derived(call: CallNode, origin: Origin): How {
  const at = outermost(call);
  const around = at.parent as Node;
  if (around.type === 'MemberExpression') return around.object === at ? memberOf(around, origin) : 'sure';
  const name = around.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? around.id : undefined;
  const binding = name && origin.module.bindings.of(name);
  return binding ? worse('sure', ...mentionsOf(binding).map(reference => useOf(reference, origin))) : 'sure';
}

/** It is itself a function: `knex('users')`, or one that takes functions which run for each job. */
function calledAs(call: CallNode, origin: Origin): How {
  return call.arguments.some(isFunction) && origin.factOfCall(call, 'handles') ? undefined : 'sure';
}

function passedTo(call: CallNode, origin: Origin): How {
  const path = origin.ofCall(call);
  const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
  return facts && !facts.handles ? 'sure' : 'likely';
}
