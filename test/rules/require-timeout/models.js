import express from 'express';
import { forward } from './forward.js';
import { record } from './usage.js';

const app = express();
const models = 'https://models.example.com';

/** Who is handed the answer and the client may pass the one on to the other for as long as that reads. */
app.post('/chat', async (req, res) => {
  const gone = new AbortController();
  req.socket.once('close', () => gone.abort());
  const answer = await fetch(`${models}/chat`, { method: 'POST', body: JSON.stringify(req.body), signal: gone.signal });
  forward(answer, res);
});

/** Here nobody is. */
app.post('/titles', async (req, res) => {
  const gone = new AbortController();
  req.socket.once('close', () => gone.abort());
  const answer = await fetch(`${models}/titles`, { method: 'POST', body: JSON.stringify(req.body), signal: gone.signal }); // want clientOnly
  record(answer, req.params.id);
  res.json(await answer.json());
});

/** That it may never answer is a fault all the same. */
app.post('/models/:name', async (req, res) => {
  const answer = await fetch(`${models}/${req.params.name}`, { method: 'POST' }); // want endless
  forward(answer, res);
});
