import { library } from '../library.ts';

/** https://github.com/sindresorhus/p-limit#plimitconcurrency-default */
export default library('p-limit', { '()': { safe: true, staggers: { takes: 'functions', name: 'pLimit', write: '10' } } });
