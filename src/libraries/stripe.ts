import { library } from '../library.ts';

/** https://github.com/stripe/stripe-node; each client has an HTTPS agent that keeps its connections alive. */
export default library('stripe', {
  '()': { creates: { what: 'Stripe client', cost: 'keeps its own HTTPS connections open' } },
  'Stripe()': '()',
});
