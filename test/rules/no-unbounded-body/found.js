const express = require('express');
const { formOf } = require('./forms.cjs');

const app = express();

// What the program has stored is found by what the request says, and is not sent by it.
app.post('/documents/:id/pdf', async (req, res) => {
  const document = await documents.findOne({ id: req.params.id });
  const stream = document.createReadStream();
  const chunks = [];
  stream.on('data', chunk => chunks.push(chunk));
  stream.on('end', () => res.send(convert(Buffer.concat(chunks))));
});

app.post('/documents', (req, res) => {
  const chunks = [];
  req.on('data', chunk => chunks.push(chunk)); // want gathered
  req.on('end', () => res.json(documents.insert(formOf(Buffer.concat(chunks)))));
});

// A function makes an address of another and a query: the first says whose it is.
const urlOf = (base, query) => `${base}?${new URLSearchParams(query)}`;

exports.games = async (req, res) => {
  const query = { steamid: req.user.steam, key: process.env.STEAM_KEY };
  const address = urlOf('http://api.games.example/recent', query);
  const answer = await fetch(address);
  res.json(await answer.json());
};

app.get('/games', exports.games);

app.get('/feeds', async (req, res) => {
  const address = urlOf(req.query.feed, { format: 'json' });
  const answer = await fetch(address);
  res.json(await answer.json()); // want answer
});

app.get('/pages', async (req, res) => {
  const answer = await fetch(decodeURIComponent(req.query.page));
  res.send(await answer.text()); // want answer
});
