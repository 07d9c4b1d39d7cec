const express = require('express');

const app = express();
const settings = { currency: 'EUR', rates: { EUR: 1, USD: 1.1 }, page: 50 };

app.get('/rates/:code', (req, res) => {
  const current = Object.assign({}, settings); // want read
  res.json({ code: req.params.code, currency: current.currency });
});

app.get('/page', (req, res) => {
  const { page } = structuredClone(settings);
  res.json({ page });
});

app.get('/tags', (req, res) => {
  const tags = req.query.tags.split(',');
  const known = tags.slice().some(tag => tag.startsWith('x-')); // want read
  const all = Array.from(Object.keys(req.query).filter(key => key !== '')); // want again
  res.json({ known, all, first: req.query.tags.split(',')[0] }); // want split
});

app.get('/options', (req, res) => {
  const options = { ...settings };
  options.page = Number(req.query.page) || options.page;
  res.json(options);
});
