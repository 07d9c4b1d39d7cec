import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, contains, isCall, memberName, outermost, unwrapped, within, type ClassNode, type Node,
} from '../../ast.ts';
import { assignmentsToThis, membersOfThis } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import type { Place } from './place.ts';

/** Decorators of classes of which a container makes one. */
const single = /^(Injectable|Service|Singleton|singleton|Controller|Module|WebSocketGateway|Processor|Global|Resolver)$/;

/** Names of classes of which a program mostly makes one. Only a reason for silence. */
const lone =
  /(Service|Manager|Registry|Scheduler|Supervisor|Monitor|Server|App(lication)?|Module|Provider|Hub|Daemon|Runtime|Core|Plugin|Singleton)$/;

/** Whether the file makes one object of a class, or a container does. */
export function isSingle(owner: ClassNode, placeOf: (node: Node) => Place, origin: Origin): boolean {
  const decorators = (owner.decorators as T.Decorator[] | undefined) ?? []; // espree has none
  const isManaged = decorators.some(({ expression }) => {
    const callee = isCall(expression) ? unwrapped(expression.callee) : expression;
    return callee.type === 'Identifier' && single.test(callee.name);
  });
  if (isManaged) return true;
  const binding = owner.id ? origin.module.bindings.of(owner.id) : undefined;
  const made = (binding?.references ?? []).flatMap(({ parent }) => (parent.type === 'NewExpression' ? [parent] : []));
  const isOwn = (at: Node): boolean => at.type === 'NewExpression' && calledName(at) === owner.id?.name;
  const isPrivate = owner.body.body.some(
    member => member.type === 'MethodDefinition' && member.kind === 'constructor' && member.accessibility === 'private',
  );
  const isMadeOnce = made.length > 0 && made.every(call => placeOf(call).runs === 'once' || contains(owner, call));
  return (isPrivate || isMadeOnce) && !within(owner.body, origin.module.keys).some(at => isOwn(at) && isHandedOut(at, origin));
}

/** Whether a method of a class gives a new object each time, `static open()`, and keeps none, as `static instance()` does. */
function isHandedOut(call: Node, { module: { bindings } }: Origin): boolean {
  const around = outermost(call).parent;
  if (around?.type === 'ReturnStatement') return true;
  const binding = around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? bindings.of(around.id) : undefined;
  const values = binding?.references.map(reference => outermost(reference)) ?? [];
  return values.some(({ parent }) => parent?.type === 'ReturnStatement')
    && !values.some(value => value.parent?.type === 'AssignmentExpression' && value.parent.right === value);
}

/** What texts, lists and maps can do. */
const ofValues = new RegExp(`^(${[
  'at', 'concat', 'entries', 'every', 'filter', 'find', 'flatMap', 'forEach', 'get', 'has', 'includes', 'indexOf', 'join', 'keys',
  'map', 'match', 'pop', 'push', 'reduce', 'replace', 'reverse', 'set', 'shift', 'slice', 'some', 'sort', 'splice', 'split',
  'substring', 'test', 'trim', 'values',
].join('|')}|(to|starts|ends)[A-Z]\\w*)$`);

/** Whether a program may well make but one object of a class: by its name, or since it is given others that it asks for something. */
export function mayBeSingle(owner: ClassNode, origin: Origin): boolean {
  return lone.test(owner.id?.name ?? '') || isGivenOthers(owner, origin);
}

/** `constructor(orders, mailer)`, where a method calls `this.orders.find()`: what such objects are made of there is one of, mostly. */
function isGivenOthers(owner: ClassNode, { module: { bindings, keys } }: Origin): boolean {
  const maker = owner.body.body.find(member => member.type === 'MethodDefinition' && member.kind === 'constructor');
  const given = maker?.type === 'MethodDefinition' ? namesOf(maker.value) : [];
  const fields = membersOfThis(owner, keys);
  return given.some(parameter => {
    const references = bindings.of(parameter)?.references ?? [];
    const kept = assignmentsToThis(owner, keys).filter(({ right }) => references.some(reference => reference === unwrapped(right)));
    const names = [...kept.map(({ left }) => memberName(left)), ...parameter.parent.type === 'TSParameterProperty' ? [parameter.name] : []];
    return [...references, ...names.flatMap(name => fields.get(name ?? '') ?? [])].some(isAsked);
  });
}

function namesOf({ params }: { params: readonly T.Parameter[] }): T.Identifier[] {
  return params.flatMap(parameter => {
    const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    const name = inner.type === 'AssignmentPattern' ? inner.left : inner;
    return name.type === 'Identifier' ? [name] : [];
  });
}

/** Whether a method of something is called that is no mere value. */
function isAsked(node: Node): boolean {
  const { parent } = outermost(node);
  const isMethod = parent?.type === 'MemberExpression' && unwrapped(parent.object) === node && isCall(parent.parent)
    && parent.parent.callee === parent;
  return isMethod && !ofValues.test(memberName(parent) ?? '');
}
