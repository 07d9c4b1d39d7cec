import { replace } from '../src/edit.ts';
import type { Estranged, File } from '../src/file.ts';
import { addItself, keepListener } from '../src/fixes/keep-listener.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'given back',
  description: 'Require that the function which is taken off an emitter is the one that was added',
  recommended: true,
  messages: {
    inline: 'This function was never added, for it is made here: the one that was stays on `{{target}}`. Keep that under a name.',
    bound: 'Each `bind()` makes another function, and this one was never added: that which was stays on `{{target}}`. Bind it once.',
    wrapped: 'What was added to `{{target}}` is another function that calls this one, and it stays. Keep that, and take it off.',
    maker: 'What `{{listener}}()` gives was added, and not that function itself: it stays. Keep what it gives, and take that off.',
    misnamed: '`{{listener}}` was added for `{{added}}` and not for `{{event}}`: this takes nothing off, and it stays on `{{target}}`.',
    half: 'This takes nothing off, for it is told the event or the function alone: what was added stays on `{{target}}`. Pass both.',
    idle: 'When `{{event}}` comes, this calls nothing: it only gives `{{listener}}` back. Add the function itself.',
  },
  suggestions: {
    itself: 'Add `{{itself}}`.',
    named: 'Take it off for `{{added}}`.',
  },
  needs: [['off', 'removeListener', 'removeEventListener', 'on', 'once', 'addListener', 'addEventListener']],
  *check(file) {
    for (const estranged of file.lasting.estrangements.all) yield problemOf(file, estranged);
  },
});

function problemOf(file: File, { node, target, event, listener, kind, certain, added }: Estranged): Problem {
  const words = { target: file.excerpt(target), event: file.wordOf(event), listener: file.excerpt(listener) };
  const problem = { node, message: kind, words, potential: !certain };
  if (kind === 'idle') {
    const [, fn] = node.arguments;
    const isMember = listener.type === 'MemberExpression';
    const itself = isMember ? `${file.text(listener)}.bind(${file.text(listener.object)})` : file.text(listener);
    const edits = fn && certain ? addItself(file.source, fn, itself) : undefined;
    return edits ? { ...problem, suggest: [{ message: 'itself', words: { itself }, edits }] } : problem;
  }
  if (kind === 'misnamed') {
    const of = added?.event ? file.text(added.event) : '';
    const named = { ...words, added: file.wordOf(added?.event ?? event) };
    return { ...problem, words: named, suggest: [{ message: 'named', words: named, edits: [replace(event, of)] }] };
  }
  const pair = added && { source: file.source, added: added.listener, removed: listener, event: words.event, typed: file.isTypeScript };
  return { ...problem, fix: pair && certain && kind !== 'wrapped' && kind !== 'half' ? keepListener(pair) : undefined };
}
