// @ts-check
/** @import { Claim } from './measure.js' */

/** @param {number} size */
const offers = size => Array.from({ length: size }, (_, id) => ({ id, price: (id * 7919 + 13) % 10_007 }));

/** @type {Claim[]} */
export const claims = [
  {
    written: "`text.split('\\n')[0]`",
    against: "`split('\\n', 1)[0]`",
    sizes: [10, 1000, 100_000],
    least: { 1000: 30, 100_000: 1000 },
    given: size => Array.from({ length: size }, (_, index) => `line ${index}`).join('\n'),
    bad(text) {
      return text.split('\n')[0]; // want split
    },
    good(text) {
      return text.split('\n', 1)[0];
    },
  },
  {
    written: '`list.filter(f)[0]`, found in the middle',
    against: '`list.find(f)`',
    sizes: [10, 100, 1000],
    least: { 1000: 1.1 },
    given: offers,
    bad(list) {
      return list.filter(({ id }) => id === list.length / 2)[0]; // want find
    },
    good(list) {
      return list.find(({ id }) => id === list.length / 2);
    },
  },
  {
    written: '`[...list].sort()[0]`',
    against: 'one loop',
    sizes: [10, 1000, 10_000],
    least: { 1000: 8, 10_000: 8 },
    given: offers,
    bad(list) {
      return [...list].sort((a, b) => a.price - b.price)[0]; // want least
    },
    good(list) {
      let cheapest = list[0];
      for (const offer of list) {
        if (offer.price < cheapest.price) cheapest = offer;
      }
      return cheapest;
    },
  },
  {
    written: '`prices.slice().sort()` in each turn',
    against: 'one, before the loop',
    sizes: [10, 100, 1000],
    least: { 10: 2, 100: 8 },
    given: size => ({ orders: offers(size), prices: offers(size).map(({ price }) => price) }),
    bad({ orders, prices }) {
      return orders.map(order => prices.slice().sort((a, b) => a - b).indexOf(order.price)); // want turn
    },
    good({ orders, prices }) {
      const sorted = prices.slice().sort((a, b) => a - b);
      return orders.map(order => sorted.indexOf(order.price));
    },
  },
  {
    written: '`structuredClone(x)`',
    against: '`JSON.parse(JSON.stringify(x))`',
    folklore: true,
    sizes: [10, 100, 1000],
    least: { 100: 0.9 },
    given: offers,
    bad(list) {
      return structuredClone(list);
    },
    good(list) {
      return JSON.parse(JSON.stringify(list));
    },
  },
];
