import { library } from '../library.ts';

/** https://github.com/sindresorhus/p-map#pmapinput-mapper-options */
export default library('p-map', { '()': { staggers: { takes: 'list', name: 'pMap', write: '{ concurrency: 10 }' } } });
