import express from 'express';
import { bus } from './bus.js';

const app = express();

app.get('/orders/:id', (req, res) => {
  bus.on('order', order => { // want listener
    if (order.id === req.params.id) res.json(order);
  });
});

app.get('/prices', (req, res) => {
  const send = price => res.write(price);
  bus.on('price', send);
  res.on('close', () => bus.off('price', send));
});

app.post('/upload', (req, res) => {
  req.on('end', () => res.json({ size: req.headers['content-length'] }));
  req.resume();
});
