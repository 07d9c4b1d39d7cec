import { library, type Library } from '../library.ts';

/** https://cloud.google.com/pubsub/docs/publisher; speaks gRPC over channels of its own. */
export const googleCloudPubsub = library('@google-cloud/pubsub', {
  'PubSub()': { creates: { personal: true, what: 'Pub/Sub client', close: 'await it.close()', cost: 'opens its own gRPC channels' } },
});

/** https://cloud.google.com/tasks/docs/creating-http-target-tasks */
export const googleCloudTasks = library('@google-cloud/tasks', {
  'CloudTasksClient()': {
    creates: { personal: true, what: 'Cloud Tasks client', close: 'await it.close()', cost: 'opens its own gRPC channels' },
  },
  'CloudTasksClient().createTask()': { awaits: { what: 'job' } },
});

/** https://cloud.google.com/nodejs/docs/reference/storage/latest; plain HTTP, but each client asks for an access token. */
export const googleCloudStorage = library('@google-cloud/storage', {
  'Storage()': { creates: { personal: true, what: 'Cloud Storage client', cost: 'asks for its own access token' } },
  'Bucket()': 'Storage().bucket()',
  'File()': 'Storage().bucket().file()',
  'Storage().bucket().file().download()': { loads: { what: 'object', at: ['0'] } },
  'Storage().bucket().file().save()': { sends: { to: 'server' } },
});

/** https://cloud.google.com/nodejs/docs/reference/bigquery/latest */
export const googleCloudBigquery = library('@google-cloud/bigquery', {
  'BigQuery()': { creates: { personal: true, what: 'BigQuery client', cost: 'asks for its own access token' } },
});

const narrowing = ['where', 'orderBy', 'limit', 'limitToLast', 'offset', 'startAt', 'startAfter', 'endAt', 'endBefore', 'select'];
/** What changes is told until the answer is called: https://cloud.google.com/firestore/docs/query-data/listen#detach_a_listener */
const watched = (owner: string): Library['paths'] => ({
  [owner]: { emits: { shared: true } },
  [`${owner}.onSnapshot()`]: { safe: true, listens: { listener: 0, remove: 'it()' } },
});
const searched = (owner: string): Library['paths'] => Object.fromEntries(narrowing.map(name => [`${owner}.${name}()`, 'Query()']));

/** https://cloud.google.com/nodejs/docs/reference/firestore/latest */
export const googleCloudFirestore = library('@google-cloud/firestore', {
  'Firestore().collection()': 'CollectionReference()',
  'Firestore().collectionGroup()': 'Query()',
  'Firestore().doc()': 'DocumentReference()',
  'CollectionReference().doc()': 'DocumentReference()',
  'DocumentReference().collection()': 'CollectionReference()',
  ...watched('Query()'),
  ...watched('CollectionReference()'),
  ...watched('DocumentReference()'),
  ...searched('Query()'),
  ...searched('CollectionReference()'),
});
/** https://firebase.google.com/docs/reference/admin/node/firebase-admin.firestore */
export const firebaseAdminFirestore = library('firebase-admin/firestore', { 'getFirestore()': '@google-cloud/firestore:Firestore()' });
export const firebaseAdmin = library('firebase-admin', { 'firestore()': '@google-cloud/firestore:Firestore()' });
