// @ts-check
import Ajv from 'ajv';
import { z } from 'zod';

/** @import { Claim } from './measure.js' */

/** @param {number} size */
const rows = size => Array.from({ length: size }, (_, id) =>
  ({ id, name: `wérd${(id * 37) % 64}`, cents: id * 100, at: new Date(id * 1e9) }));

const swedish = new Intl.Collator('sv', { sensitivity: 'base' });
const german = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
const british = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const plain = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });
const shape = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const validate = new Ajv().compile(shape);
const user = z.object({ id: z.number().int(), name: z.string().min(1) });
const images = new Set(['png', 'jpeg', 'gif', 'webp', 'avif']);
const numbers = new Map([['a', 1], ['b', 2], ['c', 3], ['d', 4], ['e', 5]]);
const defaults = JSON.parse('{"limit":10,"order":["id","name"],"deep":{"yes":true}}');
const word = new RegExp('^w[a-zé]+(\\d+)$');

/** @type {Claim[]} */
export const claims = [
  {
    written: '`new Ajv().compile(schema)`',
    against: 'a validator made once',
    sizes: [10],
    least: { 10: 1000 },
    given: rows,
    bad(users) {
      return users.filter(each => {
        const ajv = new Ajv(); // want perTurn
        return ajv.compile({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } })(each); // want perTurn
      }).length;
    },
    good(users) {
      return users.filter(each => validate(each)).length;
    },
  },
  {
    written: '`z.object({ … })`',
    against: 'a schema made once',
    sizes: [10, 100],
    least: { 100: 20 },
    given: rows,
    bad(users) {
      return users.map(each => z.object({ id: z.number().int(), name: z.string().min(1) }).parse(each)); // want perTurn
    },
    good(users) {
      return users.map(each => user.parse(each));
    },
  },
  {
    written: '`new Intl.NumberFormat(locale, options)`',
    against: 'a format made once',
    sizes: [10, 100],
    least: { 100: 8 },
    given: rows,
    bad(prices) {
      return prices.map(({ cents }) => {
        const money = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }); // want perTurn
        return money.format(cents / 100);
      });
    },
    good(prices) {
      return prices.map(({ cents }) => german.format(cents / 100));
    },
  },
  {
    written: '`number.toLocaleString(locale, options)`',
    against: 'a format made once',
    sizes: [10, 100],
    least: { 100: 8 },
    given: rows,
    bad(prices) {
      return prices.map(({ cents }) => (cents / 100).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })); // want perTurn
    },
    good(prices) {
      return prices.map(({ cents }) => german.format(cents / 100));
    },
  },
  {
    written: '`new Intl.DateTimeFormat(locale, options)`',
    against: 'a format made once',
    sizes: [10, 100],
    least: { 100: 8 },
    given: rows,
    bad(events) {
      return events.map(({ at }) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(at)); // want perTurn
    },
    good(events) {
      return events.map(({ at }) => british.format(at));
    },
  },
  {
    written: '`date.toLocaleDateString(locale, options)`',
    against: 'a format made once',
    sizes: [10, 100],
    least: { 100: 8 },
    given: rows,
    bad(events) {
      return events.map(({ at }) => at.toLocaleDateString('en-GB', { dateStyle: 'medium' })); // want perTurn
    },
    good(events) {
      return events.map(({ at }) => british.format(at));
    },
  },
  {
    written: '`a.localeCompare(b, locale, options)`',
    against: 'a collator made once',
    sizes: [10, 100],
    least: { 100: 4 },
    given: rows,
    bad(users) {
      return [...users].sort((a, b) => a.name.localeCompare(b.name, 'sv', { sensitivity: 'base' })); // want perTurn
    },
    good(users) {
      return [...users].sort((a, b) => swedish.compare(a.name, b.name));
    },
  },
  {
    written: '`new Set()` of 5 constants',
    against: 'a set made once',
    sizes: [10, 100],
    least: { 100: 4 },
    given: rows,
    bad(files) {
      return files.filter(({ name }) => new Set(['png', 'jpeg', 'gif', 'webp', 'avif']).has(name)).length; // want perTurn
    },
    good(files) {
      return files.filter(({ name }) => images.has(name)).length;
    },
  },
  {
    written: '`new Map()` of 5 constants',
    against: 'a map made once',
    sizes: [10, 100],
    least: { 100: 4 },
    given: rows,
    bad(files) {
      return files.map(({ name }) => new Map([['a', 1], ['b', 2], ['c', 3], ['d', 4], ['e', 5]]).get(name)).length; // want perTurn
    },
    good(files) {
      return files.map(({ name }) => numbers.get(name)).length;
    },
  },
  {
    written: '`JSON.parse()` of a constant',
    against: 'an object made once',
    sizes: [10, 100],
    least: { 100: 20 },
    given: rows,
    bad(queries) {
      return queries.map(({ id }) => JSON.parse('{"limit":10,"order":["id","name"],"deep":{"yes":true}}').limit + id); // want perTurn
    },
    good(queries) {
      return queries.map(({ id }) => defaults.limit + id);
    },
  },
  {
    written: '`new RegExp()` of a constant',
    against: 'a pattern made once',
    sizes: [10, 100],
    least: { 100: 1.4 },
    given: rows,
    bad(users) {
      return users.filter(({ name }) => new RegExp('^w[a-zé]+(\\d+)$').test(name)).length; // want perTurn
    },
    good(users) {
      return users.filter(({ name }) => word.test(name)).length;
    },
  },
  {
    written: '`a.localeCompare(b)`, no options',
    against: 'a collator made once',
    folklore: true,
    sizes: [10, 100],
    most: { 100: 2 },
    given: rows,
    bad(users) {
      return [...users].sort((a, b) => a.name.localeCompare(b.name)).length;
    },
    good(users) {
      return [...users].sort((a, b) => swedish.compare(a.name, b.name)).length;
    },
  },
  {
    written: '`date.toLocaleString()`, no options',
    against: 'a format made once',
    folklore: true,
    sizes: [10, 100],
    most: { 100: 2.5 },
    given: rows,
    bad(events) {
      return events.map(({ at }) => at.toLocaleString()).length;
    },
    good(events) {
      return events.map(({ at }) => plain.format(at)).length;
    },
  },
  {
    written: '`new Intl.DateTimeFormat(locale, options)`',
    against: 'a format made once',
    measure: 'peak',
    sizes: [5000],
    least: { 5000: 3 },
    given: rows,
    bad(events) {
      return events.map(({ at }) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(at)).length; // want perTurn
    },
    good(events) {
      return events.map(({ at }) => british.format(at)).length;
    },
  },
];
