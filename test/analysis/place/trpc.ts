import { initTRPC } from '@trpc/server';

const t = initTRPC.create(); // in once

const logged = t.procedure.use(async ({ next }) => {
  return next(); // in handler request
});

export const router = t.router({
  orders: t.procedure.query(async () => {
    return Promise.resolve([]); // in handler request
  }),
  add: logged.mutation(() => {
    return String(1); // in handler request
  }),
  watch: t.procedure.subscription(async function* () {
    yield Date.now(); // in handler request
  }),
});
