import { reuseBuffer, takeFromFree, withoutClearing } from '../src/fixes/reuse-buffer.ts';
import { rule, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'thrifty',
  description: 'Prefer one buffer that is used again over one that is made and dropped each time',
  recommended: false,
  messages: {
    turn: 'Each turn makes {{size}} kB and drops them: 2 to 20 times the work of using the same again. Make it once, before the loop.',
    request: 'Each {{of}} makes {{size}} kB and drops them: 2 to 20 times the work of using the same again. Make it once, at module level.',
    wait: 'Each {{of}} makes {{size}} kB, waits and drops them: 2 to 20 times the work of using them again. Take them from a free list.',
  },
  suggestions: {
    reuse: 'Use one again.',
    pool: 'Take it from a free list.',
    unsafe: 'Do not clear it, all of it is written.',
  },
  needs: /\bBuffer\.alloc|Array\(|\bArrayBuffer\(/,
  *check(file) {
    for (const scratch of file.scratches) {
      const { node, size, each, handler } = scratch;
      const words = { size: Math.round(size / 1024), of: handler?.what ?? 'turn' };
      const edits = each === 'wait'
        ? takeFromFree(file.source, scratch, file.isTypeScript)
        : reuseBuffer(file.source, scratch, file.isTypeScript);
      const unsafe = withoutClearing(file.source, scratch);
      const suggest: Suggestion[] = edits ? [{ message: each === 'wait' ? 'pool' : 'reuse', edits }] : [];
      if (unsafe) suggest.push({ message: 'unsafe', edits: unsafe });
      yield { node, message: each, words, potential: !scratch.certain, suggest };
    }
  },
});
