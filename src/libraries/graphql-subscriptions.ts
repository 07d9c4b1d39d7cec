import { library } from '../library.ts';

/** https://github.com/apollographql/graphql-subscriptions; what subscribing gives is the number by which it is ended. */
export default library('graphql-subscriptions', {
  'PubSub()': { emits: {} },
  'PubSub().subscribe()': { listens: { remove: 'from.unsubscribe(it)', given: true } },
});
