import { library } from '../../library.ts';

/** https://nodejs.org/api/crypto.html; the random ones throw only at wrong sizes. */
export default library('crypto', {
  'randomUUID()': { safe: true },
  'randomBytes()': { safe: true },
  'randomInt()': { safe: true },
  'timingSafeEqual()': { safe: true },
  'webcrypto': ':crypto',
});
