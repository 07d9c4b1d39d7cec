import { library } from '../../library.ts';

/** https://nodejs.org/api/crypto.html; the random ones throw only at wrong sizes. */
export default library('crypto', {
  'randomFillSync()': { borrows: { fills: 'all' } },
  'getRandomValues()': { borrows: { fills: 'all' } },
  'createHash().update()': { borrows: {} },
  'createHmac().update()': { borrows: {} },
  'createCipheriv().update()': { borrows: {} },
  'createDecipheriv().update()': { borrows: {} },
  'createHash().update().update': 'createHash().update',
  'createHmac().update().update': 'createHmac().update',
  'randomUUID()': { safe: true },
  'randomBytes()': { safe: true },
  'randomInt()': { safe: true },
  'timingSafeEqual()': { safe: true, borrows: {} },
  'webcrypto': ':crypto',
});
