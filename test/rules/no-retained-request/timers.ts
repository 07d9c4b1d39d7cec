import express from 'express';

declare function audit(ip: string | undefined): void;
declare function report(id: unknown): void;

const app = express();

app.post('/report', (req, res) => {
  setTimeout(() => { // want timer
    report(req.body.id);
  }, 60_000);
  res.sendStatus(202);
});

app.post('/usage', (req, res) => {
  const { id } = req.params as { id?: string };
  setTimeout(() => {
    report(id);
  }, 60_000);
  res.sendStatus(202);
});

app.post('/soon', (req, res) => {
  setTimeout(() => audit(req.ip), 100); // want timer potential
  res.sendStatus(202);
});

app.get('/watch', (req, res) => {
  setInterval(() => audit(req.ip), 5000); // want timer
  res.sendStatus(202);
});

app.get('/slow', (req, res) => {
  const guard = setTimeout(() => res.status(504).end(), 30_000);
  res.on('close', () => clearTimeout(guard));
});

app.get('/later', (_req, res) => {
  setTimeout(() => res.json({ done: true }), 20_000);
});
