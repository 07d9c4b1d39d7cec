import polka from 'polka';
import { send } from './mail.mjs';

/** It runs once, whatever library puts the handlers under their paths. */
export function routes(store) {
  const app = polka();
  setInterval(() => store.sweep(), 60_000);
  app.get('/orders', async (req, res) => {
    res.end(JSON.stringify(await store.list()));
  });
  return app;
}

/** It asks another service, each time anew. */
export function mail(store) {
  setInterval(() => store.sweep(), 60_000); // want never
  send.post('orders', async () => store.list());
}
