// @ts-check
/** @import { Claim } from './measure.js' */

/** Ten characters each, none of which is looked for. @param {number} size */
const pieces = size => Array.from({ length: size }, (_, index) => `${index}`.padStart(10, 'x'));

/**
 * Pieces that are looked into one by one.
 * @param {(word: string) => boolean} has
 * @returns {Pick<Claim, 'sizes' | 'given' | 'least' | 'good'>}
 */
const eachOf = has => ({
  sizes: [10, 100, 1000, 10_000],
  least: { 1000: 4, 10_000: 50 },
  given: pieces,
  good(words) {
    const parts = [];
    let dashes = 0;
    for (const word of words) {
      parts.push(word);
      if (has(word)) dashes++;
    }
    return [parts.join('').length, dashes];
  },
});

/** @type {Claim[]} */
export const claims = [
  {
    written: "`text.endsWith('-')`",
    against: '`piece.endsWith()` and one `join`',
    ...eachOf(word => word.endsWith('-')),
    bad(words) {
      let text = '';
      let dashes = 0;
      for (const word of words) {
        text += word; // want quadratic
        if (text.endsWith('-')) dashes++;
      }
      return [text.length, dashes];
    },
  },
  {
    written: "`text.includes('-')`",
    against: '`piece.includes()` and one `join`',
    ...eachOf(word => word.includes('-')),
    bad(words) {
      let text = '';
      let dashes = 0;
      for (const word of words) {
        text += word; // want quadratic
        if (text.includes('-')) dashes++;
      }
      return [text.length, dashes];
    },
  },
  {
    written: '`/-$/.test(text)`',
    against: '`.test(piece)` and one `join`',
    sizes: [10, 100, 1000],
    least: { 1000: 4 },
    given: pieces,
    bad(words) {
      let text = '';
      let dashes = 0;
      for (const word of words) {
        text += word; // want quadratic
        if (/-$/.test(text)) dashes++;
      }
      return [text.length, dashes];
    },
    good(words) {
      const parts = [];
      let dashes = 0;
      for (const word of words) {
        parts.push(word);
        if (/-$/.test(word)) dashes++;
      }
      return [parts.join('').length, dashes];
    },
  },
  {
    written: '`text[0]`',
    against: '`piece[0]` and one `join`',
    sizes: [10, 100, 1000, 10_000],
    least: { 1000: 4, 10_000: 50 },
    given: pieces,
    bad(words) {
      let text = '';
      let dashes = 0;
      for (const word of words) {
        text += word; // want quadratic
        if (text[0] === '-') dashes++;
      }
      return [text.length, dashes];
    },
    good(words) {
      const parts = [];
      let dashes = 0;
      for (const word of words) {
        parts.push(word);
        if (word[0] === '-') dashes++;
      }
      return [parts.join('').length, dashes];
    },
  },
  {
    written: '`known.has(text)`',
    against: '`known.has(piece)` and one `join`',
    sizes: [10, 100, 1000],
    least: { 1000: 15 },
    given: size => ({ words: pieces(size), known: new Set(['-']) }),
    bad({ words, known }) {
      let text = '';
      let dashes = 0;
      for (const word of words) {
        text += word; // want quadratic
        if (known.has(text)) dashes++;
      }
      return [text.length, dashes];
    },
    good({ words, known }) {
      const parts = [];
      let dashes = 0;
      for (const word of words) {
        parts.push(word);
        if (known.has(word)) dashes++;
      }
      return [parts.join('').length, dashes];
    },
  },
  {
    written: "`text.indexOf('-')`",
    against: 'the same with a start offset',
    folklore: true,
    sizes: [1000],
    most: { 1000: 2.5 },
    given: pieces,
    bad(words) {
      let text = '';
      let dashes = 0;
      for (const word of words) {
        text += word; // want quadratic
        if (text.indexOf('-') >= 0) dashes++;
      }
      return [text.length, dashes];
    },
    good(words) {
      let text = '';
      let dashes = 0;
      let from = 0;
      for (const word of words) {
        text += word; // want quadratic
        if (text.indexOf('-', from) >= 0) dashes++;
        from = text.length;
      }
      return [text.length, dashes];
    },
  },
  {
    written: '`text.length` in each turn',
    against: 'no look at it',
    folklore: true,
    sizes: [10, 100, 1000, 10_000],
    most: { 1000: 2, 10_000: 2 },
    given: pieces,
    bad(words) {
      let text = '';
      let long = 0;
      for (const word of words) {
        text += word; // want append
        if (text.length > 1_000_000) long++;
      }
      return [text.charCodeAt(0), long];
    },
    good(words) {
      let text = '';
      let long = 0;
      for (const word of words) {
        text += word; // want append
        if (word.length > 1_000_000) long++;
      }
      return [text.charCodeAt(0), long];
    },
  },
  {
    written: '`text += piece`, only appended',
    against: '`push` and one `join`',
    folklore: true,
    sizes: [10, 100, 1000, 10_000, 100_000],
    most: { 100: 1.7, 1000: 1.7, 10_000: 1.7 },
    given: pieces,
    bad(words) {
      let text = '';
      for (const word of words) text += word; // want append
      return text.charCodeAt(0) + text.length;
    },
    good(words) {
      const parts = [];
      for (const word of words) parts.push(word);
      const text = parts.join('');
      return text.charCodeAt(0) + text.length;
    },
  },
  {
    written: '`text += piece`, not looked at yet',
    against: 'an array, not joined yet',
    folklore: true,
    measure: 'kept',
    sizes: [1_000_000],
    least: { 1_000_000: 2 },
    given: () => 'piece',
    bad(word) {
      let text = '';
      for (let at = 0; at < 1_000_000; at++) text += word; // want append
      return () => text;
    },
    good(word) {
      const parts = [];
      for (let at = 0; at < 1_000_000; at++) parts.push(word);
      return () => parts.join('');
    },
  },
  {
    written: '`text += piece`',
    against: '`push` and one `join`',
    folklore: true,
    measure: 'peak',
    sizes: [1_000_000],
    most: { 1_000_000: 2.5 },
    given: () => 'piece',
    bad(word) {
      let text = '';
      for (let at = 0; at < 1_000_000; at++) text += word; // want append
      return text.charCodeAt(0) + text.length;
    },
    good(word) {
      const parts = [];
      for (let at = 0; at < 1_000_000; at++) parts.push(word);
      const text = parts.join('');
      return text.charCodeAt(0) + text.length;
    },
  },
];
