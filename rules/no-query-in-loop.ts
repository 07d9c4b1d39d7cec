import type { Asked, AskedAgain, File } from '../src/file.ts';
import { askBefore } from '../src/fixes/ask-before.ts';
import { askOnce } from '../src/fixes/ask-once.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'thrifty',
  description: 'Disallow a query for each item where one query could ask for all of them',
  recommended: true,
  messages: {
    inTurn: 'Each turn waits for a {{what}} of its own, so 500 items cost 500 round trips (N+1). Ask once for all, with {{instead}}.',
    together: 'Each item sends a {{what}} of its own, so 500 items take every connection of the pool (N+1). Ask once, with {{instead}}.',
    through: '`{{call}}` sends a {{what}} for each item, so 500 items cost 500 round trips (N+1). Ask once for the whole list.',
    request: 'Each turn waits for a request of its own, so 500 items take 500 times as long. Ask for many, or send a few at a time.',
  },
  suggestions: {
    once: 'Ask once for all of `{{items}}`.',
  },
  needs: [['for', 'while', 'forEach', 'map', 'flatMap', 'reduce', 'each', 'eachSeries', 'eachLimit', 'eachOf', 'on', 'do']],
  *check(file) {
    const { asked } = file;
    if (!asked) return;
    for (const found of asked.again) yield problemOf(file, asked, found);
  },
});

function problemOf(file: File, asked: Asked, found: AskedAgain): Problem {
  const { node, ask, turn, certain } = found;
  const edits = askOnce(file.source, found) ?? askBefore(file.source, found, file.isTypeScript);
  return {
    node,
    message: messageOf(found),
    words: {
      call: node.type === 'TaggedTemplateExpression' ? file.excerpt(node.tag) : file.called(node),
      what: ask.of === 'cache' ? 'command' : ask.of === 'service' ? 'request' : 'query',
      instead: asked.instead(ask),
    },
    potential: !certain,
    suggest: edits && [{ message: 'once', words: { items: turn.items && file.excerpt(turn.items) }, edits }],
  };
}

function messageOf({ ask, turn, through, onOne }: AskedAgain): string {
  if (ask.of === 'service' && ask.facts.instead === undefined) return 'request';
  if (through) return 'through';
  return turn.together && !onOne && ask.of === 'database' ? 'together' : 'inTurn';
}
