import { countBytes } from '../src/fixes/count-bytes.ts';
import { limitBytes } from '../src/fixes/limit-bytes.ts';
import { rule } from '../src/rule.ts';

export default rule<{ most: number }>({
  question: 'bounded',
  description: 'Require that bytes which come from outside are not gathered without a limit',
  recommended: true,
  messages: {
    gathered:
      'These pieces are gathered however many come, so one sender can fill the memory. Count bytes, and destroy the stream at a limit.',
    answer: 'The request names this address, and all that it answers is read into memory. Count bytes while reading, and stop at a limit.',
    unlimited: 'Nothing limits this {{what}}, so one sender can fill memory or disk. Set `{{limit}}`.',
    raised: 'This {{what}} may have {{size}} MB, so a few senders at once can fill {{where}}. Lower the limit, or stream it.',
    consumed: 'This {{what}} is read into memory whole, however large it is. Count its bytes, and stop at a limit.',
  },
  options: {
    properties: { most: { type: 'number', minimum: 0, description: 'How many bytes a limit may allow.' } },
    defaults: { most: 10 * 2 ** 20 },
  },
  suggestions: {
    limit: 'Set `{{limit}}` to `{{write}}`.',
    count: 'Count the bytes, and end it at 1 MB.',
  },
  *check(file, { most }) {
    for (const use of file.having('admits')) {
      const excess = file.bounded.excessOf(use, most);
      if (!excess) continue;
      const { size, admits: { what, limits: [limit], write, elsewhere } } = excess;
      const edits = limitBytes(file.source, use, excess);
      const message = limit === undefined ? 'consumed' : size === Infinity ? 'unlimited' : 'raised';
      yield {
        node: use.node,
        message,
        words: { what, limit, size: Math.round(size / 2 ** 20), where: what === 'upload' ? 'memory or disk' : 'the memory' },
        potential: excess.meant || (excess.said === undefined && elsewhere === true),
        suggest: edits && [{ message: 'limit', words: { write }, edits }],
      };
    }
    for (const intake of file.bounded.gathered()) {
      const { node, certain } = intake;
      const edits = countBytes(file.source, intake);
      yield { node, message: 'gathered', potential: !certain, suggest: edits && [{ message: 'count', edits }] };
    }
    for (const { node, certain } of file.bounded.answers()) yield { node, message: 'answer', potential: !certain };
  },
});
