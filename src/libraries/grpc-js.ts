import { library } from '../library.ts';

/** https://grpc.io/docs/guides/deadlines/: none by default. The options of a call come behind its message, and before its callback. */
export default library('@grpc/grpc-js', {
  'loadPackageDefinition().**().*()': { waits: { options: [3, 2, 1], timeouts: ['deadline'], write: 'deadline: Date.now() + 10_000' } },
});
