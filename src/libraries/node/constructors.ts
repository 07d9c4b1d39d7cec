import type { Facts, Path } from '../../library.ts';

const formats: Readonly<Record<string, string>> = {
  NumberFormat: 'number format',
  DateTimeFormat: 'date format',
  Collator: 'collator',
  PluralRules: 'set of plural rules',
  RelativeTimeFormat: 'relative time format',
  ListFormat: 'list format',
  DisplayNames: 'list of display names',
  Segmenter: 'segmenter',
};
const table = { arguments: 1, dear: { entries: 50 } } as const;
const format = { dear: true, pays: 'unless waiting' } as const;

/** What the language and the web platform have to make once: https://tc39.es/ecma402/, https://encoding.spec.whatwg.org. */
export const constructors: Readonly<Record<Path, Facts>> = {
  ...Object.fromEntries(
    Object.entries(formats).map(([name, what]): [Path, Facts] => [
      `Intl.${name}()`,
      {
        costs: {
          what, arguments: 1, dear: { arguments: 2 }, pays: 'unless waiting', ...(name === 'DateTimeFormat' && { ambient: 'timeZone' }),
        },
      },
    ]),
  ),
  'TextEncoder()': { safe: true, costs: { what: 'text encoder', pays: 'hardly' } },
  'TextDecoder()': {
    costs: { what: 'text decoder', pays: 'hardly', reads: ['decode', 'encoding', 'fatal', 'ignoreBOM'], continues: 'stream' },
  },
  'RegExp()': { costs: { what: 'regular expression', arguments: 1, flags: true, pays: 'in loops' } },
  'JSON.parse()': { costs: { what: 'parsed object', arguments: 1, reads: [] } },
  'Set()': { safe: true, costs: { ...table, what: 'set', reads: ['has', 'size', 'keys', 'values', 'entries', 'forEach'] } },
  'Map()': { safe: true, costs: { ...table, what: 'map', reads: ['has', 'get', 'size', 'keys', 'values', 'entries', 'forEach'] } },
};

/** Methods of numbers, dates and strings that make a format or a collator by themselves where they are given options. */
export const formatting: Readonly<Record<Path, Facts>> = {
  'toLocaleString()': { costs: { ...format, what: 'format', arguments: 2 } },
  'toLocaleDateString()': { costs: { ...format, what: 'date format', arguments: 2 } },
  'toLocaleTimeString()': { costs: { ...format, what: 'date format', arguments: 2 } },
  'localeCompare()': {
    costs: { ...format, what: 'collator', arguments: 3, instead: { maker: 'new Intl.Collator', method: 'compare' } },
  },
};
