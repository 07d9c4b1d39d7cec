// @ts-check
import Fastify from 'fastify';

/** @import { Claim } from './measure.js' */

/** @param {number} size */
const usersOf = size => Array.from({ length: size }, (_, id) =>
  ({ id, name: `name ${id}`, email: `${id}@example.com`, active: id % 2 === 0, score: id / 3 }));

let users = usersOf(0);
const properties = {
  id: { type: 'integer' }, name: { type: 'string' }, email: { type: 'string' }, active: { type: 'boolean' }, score: { type: 'number' },
};
const schema = { response: { 200: { type: 'array', items: { type: 'object', properties } } } };

const badApp = Fastify();
badApp.get('/users', async () => users.map(user => ({ ...user }))); // want generic

const goodApp = Fastify();
goodApp.get('/users', { schema }, async () => users.map(user => ({ ...user })));

/** @type {Claim[]} */
export const claims = [
  {
    written: 'a route without a schema',
    against: 'with `schema.response`',
    sizes: [1, 100, 1000],
    most: { 100: 1.6, 1000: 1.6 },
    given(size) {
      users = usersOf(size);
    },
    bad: async () => (await badApp.inject('/users')).body,
    good: async () => (await goodApp.inject('/users')).body,
  },
];
