import express from 'express';
import { once } from 'node:events';

const seen = new Map();
const app = express();

app.get('/seen/:id', (req, res) => {
  seen.set(req.params.id, Date.now()); // want grows
  res.json(seen.size);
});

async function started() {
  await once(app.listen(8080), 'listening');
}

await started();
