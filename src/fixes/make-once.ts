import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, enclosingFunction, isCall, isFunction, memberName, outermost, unwrapped, within, type CallNode, type Node } from '../ast.ts';
import { insert, replace, type Edit } from '../edit.ts';
import { eolOf, fullRange } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** What is made, as the repairs need it. */
export interface Made {
  source: Source;
  node: CallNode;
  /** Whether the file is TypeScript, so that a variable without a value needs a type. */
  typed: boolean;
}

/** Methods that a thing shared by all calls must not be put through again by each. */
const onceOnly = /^(on|once|addListener|addHook|prependListener|use|connect|initialize|init|start|open|authenticate|sync|subscribe|setMaxListeners)$/;

/**
 * Makes it when it is first needed and keeps it in a variable of the module: `const pool = sharedPool ??= new Pool(…)`.
 * Nothing happens when the module is loaded, and the environment is read when it was read before.
 */
export function makeLazily(made: Made): Edit[] | undefined {
  const place = placeFor(made);
  if (!place) return undefined;
  const { source, node, typed } = made;
  const type = typed ? `: ${typeOf(source, node)} | undefined` : '';
  const eol = eolOf(source);
  return [
    insert(place.at, `let ${place.name}${type};${eol}${eol}`),
    insert(node.range[0], place.bare ? `${place.name} ??= ` : `(${place.name} ??= `),
    ...(place.bare ? [] : [insert(node.range[1], ')')]),
  ];
}

/** Makes it when the module is loaded. */
export function makeAtLoad(made: Made): Edit[] | undefined {
  const place = placeFor(made);
  if (!place) return undefined;
  const { source, node } = made;
  const eol = eolOf(source);
  return [insert(place.at, `const ${place.name} = ${source.getText(node as T.Node)};${eol}${eol}`), replace(node, place.name)];
}

interface Place {
  name: string;
  /** Before the statement of the module that holds the function. */
  at: number;
  /** Whether an assignment can stand there without parentheses. */
  bare: boolean;
}

function placeFor({ source, node }: Made): Place | undefined {
  const around = outermost(node).parent as Node;
  const name = around.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? around.id : undefined;
  if (outermost(node) !== node || !isMovable(source, node) || (name && isPutThroughAgain(source, name))) return undefined;
  const top = [...ancestors(node)].find(at => at.parent?.type === 'Program');
  const free = top && freeName(source, name?.name ?? calleeName(node));
  return free === undefined ? undefined : { name: free, at: fullRange(source, top as Node)[0], bare: name !== undefined };
}

/** Whether the expression would have the same value at the top of the module: it mentions nothing of the functions around it. */
function isMovable(source: Source, node: CallNode): boolean {
  const inside = (at: Node): boolean => at.range[0] >= node.range[0] && at.range[1] <= node.range[1];
  for (const at of within(node, source.visitorKeys)) {
    if (/^(ThisExpression|Super|AwaitExpression|YieldExpression|MetaProperty)$/.test(at.type)) return false;
    if (at.type === 'Identifier' && at.name === 'arguments') return false;
  }
  for (const scope of source.scopeManager?.scopes ?? []) {
    for (const { identifier, resolved } of scope.references) {
      if (!inside(identifier as Node)) continue;
      const declared = resolved?.defs[0]?.name as Node | undefined;
      if (!declared || inside(declared)) continue;
      if (enclosingFunction(declared) || /block|for|catch|class|function/.test(resolved?.scope.type ?? '')) return false;
    }
  }
  return true;
}

function isPutThroughAgain(source: Source, name: T.Identifier): boolean {
  const variable = source.getDeclaredVariables?.(name.parent)[0];
  return (variable?.references ?? []).some(({ identifier }) => {
    const member = (identifier as Node).parent;
    if (member?.type === 'MemberExpression' && isCall(member.parent)) return onceOnly.test(memberName(member) ?? '');
    return member?.type === 'AssignmentExpression' && unwrapped(member.left) === identifier && !isFunction(member.right);
  });
}

/** `sharedPool`, or `sharedPool2` where that is taken. */
function freeName(source: Source, wanted: string): string {
  const base = `shared${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
  const used = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(source.text);
  let name = base;
  for (let count = 2; used(name); count += 1) name = `${base}${String(count)}`;
  return name;
}

function calleeName(node: CallNode): string {
  const callee = unwrapped(node.callee);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  return (name ?? 'instance').replace(/^create/, '') || 'instance';
}

function typeOf(source: Source, node: CallNode): string {
  const callee = source.getText(node.callee as T.Node);
  const given = node.typeArguments ? source.getText(node.typeArguments) : '';
  return node.type === 'NewExpression' ? `${callee}${given}` : `ReturnType<typeof ${callee}${given}>`;
}
