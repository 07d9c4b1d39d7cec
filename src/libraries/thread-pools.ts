import { library, type Facts } from '../library.ts';

const threads = (close: string): Facts => ({ creates: { what: 'pool of threads', close, cost: 'starts its own threads' } });

/** https://piscinajs.dev/api-reference/Instance */
export const piscina = library('piscina', { '()': threads('await it.destroy()'), 'Piscina()': '()' });

/** https://github.com/tinylibs/tinypool#api */
export const tinypool = library('tinypool', { '()': threads('await it.destroy()'), 'Tinypool()': '()' });

/** https://github.com/josdejong/workerpool#api */
export const workerpool = library('workerpool', { 'pool()': threads('await it.terminate()') });
