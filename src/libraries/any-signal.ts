import { library } from '../library.ts';

/** https://github.com/jacobheun/any-signal; it listens on every signal that it is given until one aborts or it is cleared. */
export default library('any-signal', {
  'anySignal()': { acquires: { what: 'combined signal', release: 'it.clear()' } },
  'ClearableSignal()': 'anySignal()',
});
