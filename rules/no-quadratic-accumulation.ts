import type { Accumulation, File } from '../src/file.ts';
import { gatherChunks } from '../src/fixes/gather-chunks.ts';
import { growInPlace } from '../src/fixes/grow-in-place.ts';
import { rule, type Problem } from '../src/rule.ts';

/** A spread, a copying method, or a method that moves or searches all items. */
const copies = [
  '...', 'assign', 'Map', 'Set', 'fromEntries', 'alloc', 'allocUnsafe', 'allocUnsafeSlow', 'Uint8Array', 'Uint16Array', 'Uint32Array',
  'Uint8ClampedArray', 'Int8Array', 'Int16Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'concat',
  'shift', 'unshift', 'splice', 'slice', 'toSpliced', 'with', 'filter', 'indexOf', 'lastIndexOf', 'includes', 'find', 'findIndex',
  'findLast', 'findLastIndex', 'some', 'every',
];

export default rule({
  question: 'thrifty',
  description: 'Disallow copying, moving or searching all that has been gathered so far, once for each item',
  recommended: true,
  messages: {
    array: '`{{name}}` is copied whole for each item: 100 to 1500 times slower at 1000 items. Add to one array with `push()`.',
    object: '`{{name}}` is copied whole for each key: 1000 times slower at 1000 keys, with 450 MB of garbage. Set the key on one object.',
    collection: '`{{name}}` is copied whole for each entry: over 400 times slower at 1000. Add to one and the same.',
    bytes: '`{{name}}` is copied whole for each chunk: 160 to 700 times slower at 1000 chunks of 1 kB. Gather them and join once.',
    shift: '`shift()` moves all that `{{name}}` still holds: over 7 times slower for 1000 items, over 200 for 50 000. Go on by an index.',
    unshift: '`unshift()` moves all of `{{name}}` each turn: 4 times slower at 1000 and 60 at 10 000. `push()`, then `reverse()`.',
    splice: '`splice()` moves all of `{{name}}` behind it each turn: up to 16 times slower at 10 000. Filter once, after the loop.',
    insert: '`splice()` moves all of `{{name}}` behind it each turn: up to 16 times slower at 10 000. Gather all, and sort once.',
    rest: '`{{name}}` is copied without its first item each turn, which costs the square of its length. Go on by an index.',
    sift: '`{{name}}` is copied and gone through whole each turn. Gather what goes in a `Set` and filter once, after the loop.',
    search: '`{{name}}` grows here and is searched each turn: over 5 times slower at 1000 items. Keep a `Set` or `Map` beside it.',
  },
  suggestions: {
    inPlace: 'Change `{{name}}` itself in place of a copy.',
    gather: 'Gather the chunks in an array and join them once.',
  },
  needs: [copies],
  *check(file, { report }) {
    for (const accumulation of file.growths.accumulations.all) {
      const { node, name, copying, certain } = accumulation;
      if (!certain && report === 'certain') continue;
      yield { node, message: copying.what, words: { name }, potential: !certain, ...repairOf(accumulation, file) };
    }
    for (const { node, name, way, certain } of file.growths.accumulations.moved) {
      yield { node, message: way, words: { name }, potential: !certain };
    }
  },
});

function repairOf(accumulation: Accumulation, file: File): Pick<Problem, 'fix' | 'suggest'> {
  if (accumulation.copying.what === 'bytes') {
    const joining = file.growths.accumulations.joining(accumulation);
    const gathering = joining && gatherChunks(file, joining);
    if (!gathering) return {};
    return joining.exact ? { fix: gathering } : { suggest: [{ message: 'gather', edits: gathering }] };
  }
  const inPlace = file.growths.accumulations.inPlace(accumulation);
  const edits = inPlace && growInPlace(file, inPlace);
  if (!edits) return {};
  return inPlace.exact ? { fix: edits } : { suggest: [{ message: 'inPlace', edits }] };
}
