import type { File, Floating, Handler, Node, Use } from '../src/file.ts';
import { awaitIt, handTo, passSignal, tieToClient, type Dropped } from '../src/fixes/tie-to-request.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'stops',
  description: 'Require that work started in a handler ends, or can be told to end, when the request does',
  recommended: true,
  messages: {
    floating: 'Nobody waits for `{{call}}`: it goes on when the {{of}} is over, and {{loss}}. Await it, or hand it to a queue.',
    timer: 'This {{what}} goes on when the {{of}} is over, and its work is lost at a restart. Clear it, or hand the work to a queue.',
    upstream: 'This {{what}} goes on, and is paid for, when the client has gone. Pass it a signal that aborts with the {{of}}.',
    onFinish: 'A response that the client breaks off never emits `finish`, so this is never undone. Listen for `close`.',
  },
  suggestions: {
    awaitIt: 'Await it.',
    handTo: 'Hand it to `{{keeper}}`.',
    tieToClient: 'Abort it when the client goes away.',
  },
  *check(file) {
    if (!file.mayServe) return;
    for (const statement of file.each('ExpressionStatement')) yield* floating(file, statement);
    for (const declaration of file.each('VariableDeclaration')) yield* unheeded(file, declaration);
    for (const use of file.having('starts')) yield* started(file, use);
    for (const call of file.reach.mayFinish ? file.each('CallExpression') : []) {
      const isLate = file.reach.isUndoneOnFinish(call, () => file.place(call)) && !file.streams.isOfPump(call);
      if (isLate) yield { node: call, message: 'onFinish' };
    }
  },
});

/** The promises that a statement of the handler drops. */
function* floating(file: File, statement: Node): Generator<Problem> {
  const { handler } = file.reach.mayFloat(statement) ? file.place(statement) : {};
  if (!handler) return;
  for (const work of file.reach.floating(statement)) yield* problemOf(file, work, statement, handler);
}

/** The promises that a handler keeps in variables which nobody asks for them. */
function* unheeded(file: File, declaration: Parameters<File['reach']['unheeded']>[0]): Generator<Problem> {
  const works = file.reach.unheeded(declaration);
  const { handler } = works.length > 0 ? file.place(declaration) : {};
  if (!handler) return;
  for (const work of works) yield* problemOf(file, work, declaration, handler);
}

function* problemOf(file: File, work: Floating, statement: Node, handler: Handler): Generator<Problem> {
  const { reach } = file;
  if (!reach.isDirect(work.node, handler) || reach.isLookedAfter(work) || reach.answers(work.whole)) return;
  const given = reach.given(work);
  const suggest = given === 'nothing' ? [] : waysOut(file, { whole: work.whole, given }, work, handler);
  const loss = reach.isHeard(work) ? 'a restart loses it' : 'its failure is lost';
  const words = { call: file.inline(work.node), of: handler.what, loss };
  const potential = !handler.sure || !work.sure || reach.isMeant(statement, file.source) || reach.isLeftAside(work, handler);
  yield { node: work.node, message: 'floating', words, suggest, potential };
}

/** Who may look after the work: the handler itself, or what keeps promises alive. */
function waysOut(file: File, dropped: Dropped, work: Floating, handler: Handler): Suggestion[] {
  const keeper = work.kept ? undefined : file.reach.offered(handler, dropped.whole, file.each('ImportSpecifier')).keeper;
  return [
    ...file.reach.canWait(work) ? [{ message: 'awaitIt', edits: awaitIt(file.source, dropped) }] : [],
    ...keeper ? [{ message: 'handTo', words: { keeper: keeper.name }, edits: handTo(file.source, keeper, dropped) }] : [],
  ];
}

/** A timer that nobody stops, or a call to elsewhere that lasts as long as the client reads. */
function* started(file: File, use: Use<'starts'>): Generator<Problem> {
  const { node, facts: { starts } } = use;
  const { reach } = file;
  const { handler } = file.place(node);
  if (!handler || !reach.isDirect(node, handler) || reach.answers(node)) return;
  const words = { what: starts.what, of: handler.what };
  const potential = !handler.sure;
  // An interval that nobody stops is a leak of its own.
  if (starts.timer === 'repeats') return;
  if (starts.timer || starts.what === 'immediate') {
    if (!reach.isStopped(use)) yield { node, message: 'timer', words, potential };
    return;
  }
  if (!starts.signal || !reach.isUntied(node, handler)) return;
  const { signal, closes } = reach.isCaught(node, handler) ? reach.offered(handler, node, []) : {};
  const fix = signal ? passSignal(file.source, node, starts.signal, signal) : undefined;
  const edits = !signal && closes ? tieToClient(file.source, node, starts.signal, closes) : undefined;
  yield { node, message: 'upstream', words, potential, fix, suggest: edits && [{ message: 'tieToClient', edits }] };
}
