import fs from 'node:fs';
import { Storage } from '@google-cloud/storage';
import express from 'express';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';

const app = express();
const bucket = new Storage().bucket('media');

app.get('/media/:name', async (req, res) => {
  const [contents] = await bucket.file(req.params.name).download(); // want object
  res.setHeader('Content-Type', 'image/png');
  res.send(contents);
});

class Reports {
  constructor(folder) {
    this.folder = folder;
    this.logo = fs.readFileSync(`${folder}/logo.png`);
  }

  async read(name) {
    return fs.promises.readFile(`${this.folder}/${name}`);
  }

  async parsed(name) {
    return JSON.parse(await fs.promises.readFile(`${this.folder}/${name}`, 'utf8'));
  }
}

const reports = new Reports('/srv/reports');

app.get('/reports/:name', async (req, res) => {
  await answer(res, `/srv/reports/${req.params.name}`);
});

async function answer(res, path) {
  const report = await fs.promises.readFile(path); // want file
  res.setHeader('Content-Length', Buffer.byteLength(report));
  res.end(report);
}

app.get('/logo', (req, res) => {
  res.send(reports.logo);
});

// Looked into, or made into something else.
app.get('/typed/:name', async (req, res) => {
  const data = await fs.promises.readFile(`/srv/media/${req.params.name}`);
  const type = await fileTypeFromBuffer(data);
  res.type(type.mime).send(data);
});

app.get('/scaled/:name', async (req, res) => {
  const data = await fs.promises.readFile(`/srv/media/${req.params.name}`);
  res.type('png').send(await sharp(data).resize(200).toBuffer());
});

app.get('/parts/:name', async (req, res) => {
  const data = await fs.promises.readFile(`/srv/media/${req.params.name}`);
  res.send(data.subarray(0, 1024));
});

app.get('/found/:name', async (req, res) => {
  const text = await fs.promises.readFile(`/srv/notes/${req.params.name}`, 'utf8');
  if (text.includes('secret')) return res.sendStatus(403);
  return res.send(text);
});

export default app;
