import { library } from '../library.ts';

/** https://github.com/sindresorhus/p-limit#plimitconcurrency-default */
export default library('p-limit', { '()': { staggers: { takes: 'functions', name: 'pLimit', write: '10' } } });
