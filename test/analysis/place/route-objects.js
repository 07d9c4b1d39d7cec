import Boom from '@hapi/boom';
import { accounts } from './accounts.js';

async function signUp(request, h) {
  const account = await accounts.create(request.payload); // in handler request
  if (!account) throw Boom.conflict();
  return h.response(account).code(201); // in handler request
}

export const routes = [
  { method: 'POST', path: '/accounts', handler: signUp },
  {
    method: 'GET',
    path: '/accounts',
    async handler() {
      return accounts.all(); // in handler request
    },
  },
  { method: 'GET', url: '/accounts/count', handler: async () => accounts.count() }, // in handler request
];

/** A job is not asked for. */
export const job = {
  method: 'nightly',
  path: '/var/spool/accounts',
  async handler() {
    await accounts.sweep(); // in call
  },
};

export const event = {
  name: 'account created',
  handler(account) {
    accounts.index(account); // in call
  },
};
