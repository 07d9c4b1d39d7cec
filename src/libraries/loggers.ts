import { library, type Facts } from '../library.ts';

const logging = (spares: readonly string[]): Facts => ({ equips: { what: 'log', gives: [], spares } });

/** https://github.com/expressjs/morgan#skip */
export const morgan = library('morgan', { '()': logging(['skip']) });
/** https://github.com/pinojs/pino-http#api */
export const pinoHttp = library('pino-http', { '()': logging(['autoLogging']), 'pinoHttp()': '()' });
/** https://github.com/bithavoc/express-winston#request-logging */
export const expressWinston = library('express-winston', { 'logger()': logging(['skip', 'ignoreRoute', 'ignoredRoutes']) });
