import type { File, Overstep, Use } from '../src/file.ts';
import { awaited } from '../src/fixes/awaiting.ts';
import { withoutReleases } from '../src/fixes/without-release.ts';
import { rule, type Problem } from '../src/rule.ts';

type Lent = Pick<Use<'acquires'>['facts']['acquires'], 'what' | 'releaseTwice'>;

export default rule({
  question: 'given back',
  description: 'Disallow touching a resource that has gone back, giving it back twice, and giving it back while it is at work',
  recommended: true,
  messages: {
    use: 'The {{what}} has gone back at line {{line}}: by now this fails or disturbs its next owner. Give it back last.',
    twice: 'The {{what}} has gone back at line {{line}}: the second time {{effect}}. Give it back once.',
    pending: 'The {{what}} goes back at line {{line}} while this is still at work on it, and disturbs its next owner. Await this first.',
    escapes: 'The {{what}} goes back at line {{line}} when it is returned, so two will use it at once. Let the caller give it back.',
  },
  suggestions: {
    removeRelease: 'Take out the release at line {{spare}}.',
    awaitFirst: 'Wait for `{{at}}` before it goes back.',
  },
  *check(file) {
    for (const use of file.having('acquires')) {
      for (const overstep of file.aftermath.oversteps(use)) yield problemOf(file, overstep, use.facts.acquires);
    }
    if (!file.mentions(['pop', 'shift'], ['push', 'unshift'])) return;
    for (const overstep of file.aftermath.sentOnLists(file)) yield problemOf(file, overstep);
  },
});

function problemOf(file: File, overstep: Overstep, { what, releaseTwice }: Lent = { what: 'pooled value' }): Problem {
  const { how, at, release, certain, spare, mend, mentions } = overstep;
  const words = {
    what,
    at: file.excerpt(at),
    line: file.firstLine(release),
    effect: releaseTwice === 'throws' ? 'throws' : 'may take it from its next owner',
  };
  const problem = { node: at, message: how, words, potential: !certain };
  if (mend) {
    const edits = awaited(mend.whole);
    return certain && mend.sure ? { ...problem, fix: edits } : { ...problem, suggest: [{ message: 'awaitFirst', edits }] };
  }
  const edits = spare && withoutReleases(file.source, [spare], mentions);
  return edits ? { ...problem, suggest: [{ message: 'removeRelease', words: { spare: file.firstLine(spare) }, edits }] } : problem;
}
