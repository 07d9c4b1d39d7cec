import express from 'express';

const app = express();

// Every route reads one.
app.use(express.json({ limit: '10mb' }));

app.post('/notes', (req, res) => {
  res.send(req.body);
});

app.put('/notes/:id', (req, res) => {
  res.send(req.body);
});

// So does a middleware for all.
const other = express();

other.use(express.json({ limit: '10mb' }));
other.use((req, _res, next) => {
  console.log(req.body);
  next();
});

other.get('/notes', (_req, res) => {
  res.json([]);
});

other.post('/notes', (req, res) => {
  res.send(req.body);
});
