import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isFunction, unwrapped, within, type CallNode, type Node,
} from '../../ast.ts';
import { makesPromise } from '../origin/call.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { isCaught as isHandled } from '../place/chain.ts';
import type { Handler, Place } from '../place/place.ts';
import { answers } from './answer.ts';
import { isLeftAside, isMeant, isSafe } from './aside.ts';
import { isStopped, isUndoneOnFinish } from './ending.ts';
import { offerOf, type Offer } from './offer.ts';
import { isContinued, Promising, startOf, steps } from './promising.ts';
import { isPumped } from './pumped.ts';
import { isCount, isReport } from './reporting.ts';
import { settlesAround } from './settles-around.ts';
import { hasSignal, isCaught, isCaughtBehind, isStreamed, isTied, mayBeStreamed, watchesClient } from './upstream.ts';

/** Work that a statement starts and nobody waits for. */
export interface Floating {
  /** The call that starts it. */
  node: CallNode;
  /** The whole expression: the chain, the `void`. */
  whole: Node;
  /** Whether it gives a promise. TypeScript code marks one that it drops by `void`; elsewhere that may stand before anything. */
  sure: boolean;
  /** A variable holds it, though nobody waits for that: at most it is asked what it is. */
  kept?: 'unread' | 'asked';
}

/** Calls that end something, so that waiting for them would only be polite. */
const ending = /^(cancel|abort|close|destroy|release|dispose|end|terminate|kill|disconnect|quit|stop|shutdown|unsubscribe)$/i;
const gathering = /^(all|allSettled|race|any)$/;

/** The expressions whose values a statement drops: the call in `isNew && greet(user)`. */
function droppedBy(node: Node): Node[] {
  const expression = unwrapped(node.type === 'ExpressionStatement' ? node.expression : node);
  switch (expression.type) {
    case 'LogicalExpression':
      return droppedBy(expression.right);
    case 'ConditionalExpression':
      return [...droppedBy(expression.consequent), ...droppedBy(expression.alternate)];
    case 'SequenceExpression':
      return expression.expressions.flatMap(droppedBy);
    default:
      return [expression];
  }
}

/** `typeof refresh`, `refresh instanceof Promise`, `void refresh` */
function isLookedAt({ parent }: Node): boolean {
  return parent?.type === 'UnaryExpression' || parent?.type === 'BinaryExpression';
}

/** Answers whether work that is started in a handler ends with the request. */
export class Reach {
  readonly #origin: Origin;
  readonly #promising: Promising;
  readonly #runners: ReadonlySet<string>;
  readonly #isTypeScript: boolean;
  readonly #starting: () => ReadonlySet<string> | undefined;

  /** `starting` gives the names of what may start work in the file, nothing where any name may be. */
  constructor(
    origin: Origin,
    runners: ReadonlySet<string>,
    isTypeScript: boolean,
    starting: () => ReadonlySet<string> | undefined,
    isPromise?: (node: Node) => boolean | undefined,
  ) {
    this.#starting = starting;
    this.#origin = origin;
    this.#runners = runners;
    this.#isTypeScript = isTypeScript;
    this.#promising = new Promising(origin, isPromise);
  }

  /** Whether a statement may start a promise and drop it, by the names in it. */
  mayFloat(statement: Node): boolean {
    return droppedBy(statement).some(expression => {
      if (expression.type === 'UnaryExpression') return expression.operator === 'void';
      if (expression.type !== 'CallExpression') return false;
      const name = calledName(expression);
      const starting = this.#starting();
      if (name === undefined || !starting || starting.has(name) || steps.test(name) || gathering.test(name)) return true;
      return expression.arguments.some(argument => isFunction(argument) && argument.async);
    });
  }

  /** The promises that a statement starts and drops. */
  floating(statement: Node): Floating[] {
    return droppedBy(statement).flatMap(expression => this.#floats(expression) ?? []);
  }

  #floats(expression: Node): Floating | undefined {
    const isVoid = expression.type === 'UnaryExpression' && expression.operator === 'void';
    const whole = isVoid ? unwrapped(expression.argument) : expression;
    if (whole.type !== 'CallExpression') return undefined;
    const sure = this.#promising.gives(whole);
    if (!sure && (!isVoid || this.#promising.givesNothing(whole))) return undefined;
    const start = startOf(whole);
    if (start.type === 'CallExpression' && this.#promising.isDone(start) && !isContinued(whole)) return undefined;
    if (start.type === 'Identifier') return this.#dropped(start, whole, expression);
    const isSure = (sure || this.#isMarked(start)) && !(isCall(start) && (isReport(start, this.#origin) || isCount(start, whole)));
    return { node: isCall(start) ? start : whole, whole: expression, sure: isSure };
  }

  /** The promises that variables are given which nobody asks for more than what they are. */
  unheeded({ declarations }: T.VariableDeclaration): Floating[] {
    return declarations.flatMap(declarator => this.#unheeded(declarator) ?? []);
  }

  #unheeded({ id, init }: T.VariableDeclarator): Floating | undefined {
    const call = init && unwrapped(init);
    const binding = id.type === 'Identifier' && call?.type === 'CallExpression' ? this.#origin.module.bindings.of(id) : undefined;
    if (call?.type !== 'CallExpression' || !binding || binding.reassigned || !binding.references.every(isLookedAt)) return undefined;
    const isPromise = this.mayFloat(call) && this.#promising.gives(call) && isCall(startOf(call));
    return isPromise ? { node: call, whole: call, sure: true, kept: binding.references.length > 0 ? 'asked' : 'unread' } : undefined;
  }

  /** Whether its `void` says that a call gives a promise: in TypeScript, unless it is of a package that nothing is known of. */
  #isMarked(start: Node): boolean {
    const path = isCall(start) ? this.#origin.ofCall(start) : undefined;
    const of = path?.slice(0, path.indexOf(':')) ?? '';
    // No package is called `@/mail`: such a name is of the project itself.
    return this.#isTypeScript && (of === '' || /^(?:@\/|[~#])/.test(of) || this.#origin.module.catalogue.packages.has(of));
  }

  /** A promise kept in a variable only to catch its error: `const saved = save(order); saved.catch(log);` */
  #dropped(name: T.Identifier, chain: Node, whole: Node): Floating | undefined {
    const binding = this.#origin.module.bindings.of(name);
    const [value] = binding?.kind === 'variable' && binding.writes.length === 1 ? binding.writes : [];
    const made = value && unwrapped(value);
    if (!binding || made?.type !== 'CallExpression' || !binding.references.every(reference => contains(chain, reference))) return undefined;
    return { node: made, whole, sure: true };
  }

  /** Facts of a call by its origin alone. */
  #factsOf(call: CallNode): ReturnType<Origin['factsOfCall']> {
    const path = this.#origin.ofCall(call);
    return path === undefined ? undefined : this.#origin.module.catalogue.get(path);
  }

  /** Whether somebody looks after the work: a queue, `waitUntil`, a runner of the user's, or a signal that tells it to end. */
  isLookedAfter({ node, whole }: Floating): boolean {
    if (ending.test(calledName(node) ?? '') || [node, whole].some(call => isCall(call) && this.#isRunner(call))) return true;
    if (settlesAround(whole, this.#origin)) return true;
    return [node, whole].some(
      part =>
        hasSignal(part, this.#origin) ||
        within(part, this.#origin.module.keys, isFunction).some(at => isCall(at) && this.#factsOf(at)?.awaits),
    );
  }

  /** Whether somebody hears of its failure, though nobody waits for it. */
  isHeard({ node }: Floating): boolean {
    return isHandled(node, this.#origin.module.keys) || isSafe(node, this.#origin);
  }

  /** Whether it is left to itself with open eyes, and does little harm. */
  isLeftAside({ whole }: Floating, handler: Handler): boolean {
    return isLeftAside(whole, handler, this.#origin);
  }

  /** Whether a comment says that nobody is meant to wait for what a statement starts. */
  isMeant(statement: Node, source: TSESLint.SourceCode): boolean {
    return isMeant(statement, source);
  }

  /** Whether the user's settings name the function that is called: `runInBackground`, `jobs.enqueue`. */
  #isRunner(call: CallNode): boolean {
    return this.#runners.has(this.#origin.module.sourceOf(call.callee)) || this.#runners.has(calledName(call) ?? '');
  }

  /** Whether the work answers the request itself, or passes it on. */
  answers(whole: Node): boolean {
    return answers(whole, this.#origin);
  }

  /** Whether a node runs as part of the handler itself, and not when some later event tells it to. */
  isDirect(node: Node, handler: Handler): boolean {
    for (const at of ancestors(node)) {
      if (at === handler.fn) return true;
      if (!isFunction(at)) continue;
      const call = at.parent;
      if (!isCall(call)) return false;
      const name = calledName(call) ?? '';
      const now = call.callee === at || steps.test(name) || makesPromise(call, this.#origin) || isPerItem(at, this.#origin);
      if (!now) return false;
    }
    return false;
  }

  /** What a handler's parameters offer at a place in it, to tell that the client is gone or to keep work alive. */
  offered(handler: Handler, at: Node, imported: readonly Node[]): Offer {
    return offerOf(handler, at, imported, this.#origin);
  }

  /** Whether somebody stops a timer, or waits for it. */
  isStopped(use: Use<'starts'>): boolean {
    return isStopped(use, this.#origin) || settlesAround(use.node, this.#origin);
  }

  /** Whether what a call to elsewhere gives may be passed on piece by piece: it is, or who is handed it is handed the client too. */
  mayBeStreamed(node: CallNode): boolean {
    return mayBeStreamed(node, this.#origin);
  }

  /** Whether a call to elsewhere lasts as long as the client reads, and nothing tells it that the client is gone. */
  isUntied(node: CallNode, handler: Handler): boolean {
    const origin = this.#origin;
    return isStreamed(node, origin) && !isPumped(node, origin) && !isTied(node, origin) && !watchesClient(handler, origin);
  }

  /** Whether it does no harm to abort a call to elsewhere. */
  isCaught(node: CallNode, handler: Handler): boolean {
    return isCaught(node, handler, this.#origin);
  }

  /** Whether what calls a handler looks after a promise of its that fails. */
  catches(handler: Handler): boolean {
    return isCaughtBehind(handler, this.#origin);
  }

  /** Whether anything waits for the end of a response, by the text of the file alone. */
  get mayFinish(): boolean {
    return /['"`]finish['"`]/.test(this.#origin.module.text);
  }

  /** Whether something is undone only when the response was finished, which never happens when the client goes away first. */
  isUndoneOnFinish(call: CallNode, placeOf: () => Place): boolean {
    return isUndoneOnFinish(call, placeOf, this.#origin);
  }

  /** What a statement drops: one promise, a list of them, or what only looks like one, since `forEach()` gives nothing. */
  given({ node }: Floating): 'promise' | 'list' | 'nothing' {
    const [callback] = node.arguments;
    if (!isFunction(callback) || !isPerItem(callback, this.#origin)) return 'promise';
    return calledName(node) === 'map' ? 'list' : 'nothing';
  }

  /** Whether a statement may wait. */
  canWait({ whole, kept }: Floating): boolean {
    return kept !== 'asked' && enclosingFunction(whole)?.async === true;
  }
}

export { promisingNames } from './promising.ts';
