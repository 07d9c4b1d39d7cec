import { library } from '../library.ts';

/** https://github.com/stripe/stripe-node; all clients share one HTTPS agent, unless they are given others. */
export default library('stripe', {
  '()': { creates: { what: 'Stripe client', cost: 'reads its configuration and builds every resource of the API again' } },
  'Stripe()': '()',
});
