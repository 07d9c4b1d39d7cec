import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const request: Facts = { starts: { what: 'request' } };
const writing = ['create', 'update', 'del', 'cancel', 'capture', 'confirm', 'finalizeInvoice', 'sendInvoice', 'pay'];

/** https://github.com/stripe/stripe-node; all clients share one HTTPS agent, unless they are given others. */
export default library('stripe', {
  '()': { creates: { personal: true, what: 'Stripe client', cost: 'reads its configuration and builds every resource of the API again' } },
  'Stripe()': '()',
  // The resources of its API: `customers`, `checkout.sessions`.
  ...methods('().*', writing, request),
  ...methods('().checkout.*', writing, request),
  ...methods('().billing.*', writing, request),
  ...methods('().billingPortal.*', writing, request),
});
