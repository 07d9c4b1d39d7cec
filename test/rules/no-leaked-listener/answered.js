import { EventEmitter } from 'node:events';
import express from 'express';

const orders = new EventEmitter();
const app = express();
const LONGEST = 25_000;

// The timer answers too, and leaves it.
app.get('/orders/:id/changes', (req, res) => {
  const { id } = req.params;
  const onChange = order => {
    if (order.id !== id) return;
    clearTimeout(timer);
    orders.off('changed', onChange);
    res.json({ status: order.status });
  };
  const timer = setTimeout(() => {
    res.status(204).end();
  }, LONGEST);
  orders.on('changed', onChange); // want outrun
});

app.get('/orders/:id/state', (req, res) => {
  const { id } = req.params;
  const onChange = order => {
    if (order.id !== id) return;
    clearTimeout(timer);
    orders.off('changed', onChange);
    res.json({ status: order.status });
  };
  const timer = setTimeout(() => {
    orders.off('changed', onChange);
    res.status(204).end();
  }, LONGEST);
  orders.on('changed', onChange);
});

app.get('/orders/:id/next', (req, res) => {
  const { id } = req.params;
  const onChange = order => {
    if (order.id !== id) return;
    clearTimeout(timer);
    stop();
    res.json({ status: order.status });
  };
  const stop = () => orders.off('changed', onChange);
  const timer = setTimeout(() => {
    res.status(204).end();
  }, LONGEST);
  res.on('close', stop);
  orders.on('changed', onChange);
});

app.listen(8080);
