import { library, type Facts } from '../library.ts';

const subscribes: Facts = { listens: { remove: 'it.unsubscribe()', listener: 0 } };

/** https://rxjs.dev/guide/subject; what other observables give may end by itself, so only subjects are known to go on. */
export default library('rxjs', {
  'Subject()': { emits: {} },
  'Subject().subscribe()': subscribes,
  'BehaviorSubject()': 'Subject()',
  'ReplaySubject()': 'Subject()',
});
