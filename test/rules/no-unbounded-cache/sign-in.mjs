import express from 'express';
import session from 'express-session';
import { saveToken, tokenFor } from './tokens.js';

/** Waits for one sign-in in a browser, and then it is over. */
export function waitForSignIn(port) {
  const app = express();
  app.use(session({ secret: crypto.randomUUID(), resave: false, saveUninitialized: false }));
  const server = app.listen(port);
  app.get('/callback', async (req, res) => {
    await saveToken(await tokenFor(req.query.code));
    res.send('You may close this window.');
    server.close();
    process.exit(0);
  });
}
