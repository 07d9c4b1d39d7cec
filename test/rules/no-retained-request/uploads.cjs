'use strict';
const express = require('express');

const app = express();
const imports = [];
const names = [];
const drafts = {};
const titles = {};

app.post('/imports', (req, res) => {
  imports.push({ name: req.query.name, body: req.rawBody }); // want collection
  names.push(req.query.name);
  res.json({ waiting: names.length });
});

app.post('/drafts/:id', express.json({ limit: '8mb' }), (req, res) => {
  drafts[req.params.id] = { at: Date.now(), body: req.body }; // want collection
  titles[req.params.id] = req.body.title;
  res.json({ count: Object.keys(titles).length });
});

exports.app = app;
