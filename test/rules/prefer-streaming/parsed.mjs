import { parse } from 'csv-parse/sync';
import express from 'express';
import { readFile } from 'node:fs/promises';

const app = express();

// A file that is read to be parsed is another thing.
app.get('/prices', async (req, res) => {
  res.json(parse(await readFile(req.query.file, 'utf8')));
});

app.get('/prices.csv', async (req, res) => {
  res.type('csv').send(await readFile(req.query.file)); // want file
});
