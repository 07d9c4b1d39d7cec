// @ts-check
/** @import { Claim } from './measure.js' */

/** @param {number} size */
const numbers = size => Array.from({ length: size }, (_, index) => index);

/** @type {Claim[]} */
export const claims = [
  {
    written: '`[]`, filled from its end',
    against: '`new Array(n)`',
    sizes: [100, 1000, 10_000, 100_000],
    least: { 10_000: 4, 100_000: 4 },
    given: numbers,
    bad(values) {
      const sums = [];
      let sum = 0;
      for (let i = values.length - 1; i >= 0; i--) {
        sum += values[i];
        sums[i] = sum; // want downwards
      }
      return sums;
    },
    good(values) {
      const sums = new Array(values.length);
      let sum = 0;
      for (let i = values.length - 1; i >= 0; i--) {
        sum += values[i];
        sums[i] = sum;
      }
      return sums;
    },
  },
  {
    written: '`push`, numbers',
    against: '`new Array(n)` and an index',
    sizes: [10, 100, 1000, 10_000, 100_000],
    least: { 1000: 1.2, 10_000: 1.2 },
    leastBytes: 1.8,
    given: numbers,
    bad(values) {
      const doubled = [];
      for (let i = 0; i < values.length; i++) doubled.push(values[i] * 2); // want push
      return doubled;
    },
    good(values) {
      const doubled = new Array(values.length);
      for (let i = 0; i < values.length; i++) doubled[i] = values[i] * 2;
      return doubled;
    },
  },
  {
    written: '`push`, strings',
    against: '`new Array(n)` and an index',
    sizes: [10, 100, 1000, 10_000, 100_000],
    least: { 1000: 1.2 },
    leastBytes: 1.8,
    given: size => numbers(size).map(id => ({ name: `name ${id}` })),
    bad(rows) {
      const names = [];
      for (let i = 0; i < rows.length; i++) names.push(rows[i].name); // want push
      return names;
    },
    good(rows) {
      const names = new Array(rows.length);
      for (let i = 0; i < rows.length; i++) names[i] = rows[i].name;
      return names;
    },
  },
  {
    written: '`push`, objects',
    against: '`new Array(n)` and an index',
    sizes: [10, 100, 1000, 10_000, 100_000],
    least: { 1000: 0.7 },
    given: numbers,
    bad(values) {
      const rows = [];
      for (let i = 0; i < values.length; i++) rows.push({ id: values[i] }); // want push
      return rows;
    },
    good(values) {
      const rows = new Array(values.length);
      for (let i = 0; i < values.length; i++) rows[i] = { id: values[i] };
      return rows;
    },
  },
  {
    written: 'an array made by `new Array(n)`, used',
    against: 'one that was pushed, used',
    folklore: true,
    sizes: [100, 1000, 10_000],
    most: { 100: 2, 1000: 2, 10_000: 2 },
    given(size) {
      const holey = new Array(size);
      for (let i = 0; i < size; i++) holey[i] = i;
      return { holey, packed: numbers(size) };
    },
    bad({ holey }) {
      return holey.map(value => value + 1).filter(value => value % 3 > 0).sort((a, b) => b - a);
    },
    good({ packed }) {
      return packed.map(value => value + 1).filter(value => value % 3 > 0).sort((a, b) => b - a);
    },
  },
  {
    written: '`Array.from({ length: n }, f)`',
    against: '`push`',
    folklore: true,
    sizes: [10, 100, 1000, 10_000],
    least: { 100: 2, 1000: 2 },
    given: numbers,
    bad(values) {
      return Array.from({ length: values.length }, (_, i) => values[i] * 2);
    },
    good(values) {
      const doubled = [];
      for (let i = 0; i < values.length; i++) doubled.push(values[i] * 2); // want push
      return doubled;
    },
  },
  {
    written: '`new Array(2 ** 25 + 1)`, its first items',
    against: '`push`',
    folklore: true,
    sizes: [1000, 10_000],
    least: { 10_000: 2 },
    given: numbers,
    bad(values) {
      const doubled = new Array(33_554_433);
      for (let i = 0; i < values.length; i++) doubled[i] = values[i] * 2;
      return doubled[values.length - 1];
    },
    good(values) {
      const doubled = [];
      for (let i = 0; i < values.length; i++) doubled.push(values[i] * 2); // want push
      return doubled[values.length - 1];
    },
  },
];
