import express from 'express';
import React, { useState } from 'react';
import { renderToString } from 'react-dom/server';
import { load } from './api.js';

const app = express();
const prices = new Map();

function Price({ article }) {
  const [price] = useState(prices.get(article));
  return <span>{price}</span>;
}

app.get('/price/:article', async (req, res) => {
  const { article } = req.params;
  prices.set(article, await load(article)); // want grows
  res.send(renderToString(<Price article={article} />));
});
