import { createWriteStream } from 'node:fs';
import express from 'express';
import { lines } from './lines.js';

export const ledgers = express.Router();

// A response whose client has gone emits `close`, and neither `drain` nor `error`.

function whenEmpty(out) {
  return new Promise((resolve, reject) => {
    out.once('drain', resolve); // want drain
    out.once('error', reject);
  });
}

function whenOver(out) {
  return new Promise(resolve => {
    out.once('error', resolve);
    out.once('drain', resolve); // want drain
  });
}

function whenReady(out) {
  return new Promise((resolve, reject) => {
    const ready = () => {
      out.off('close', ready);
      resolve();
    };
    out.once('drain', ready);
    out.once('close', ready);
    out.once('error', reject);
  });
}

function whenRaced(out) {
  return new Promise((resolve, reject) => {
    out.once('drain', resolve);
    out.once('error', reject);
  });
}

// A file fails.
function whenWritten(file) {
  return new Promise((resolve, reject) => {
    file.once('drain', resolve);
    file.once('error', reject);
  });
}

ledgers.get('/:year', async (req, res) => {
  for await (const line of lines(req.params.year)) {
    if (res.destroyed) return;
    if (!res.write(line)) await whenEmpty(res);
  }
  res.end();
});

ledgers.get('/:year/over', async (req, res) => {
  for await (const line of lines(req.params.year)) {
    if (res.destroyed) return;
    if (!res.write(line)) await whenOver(res);
  }
  res.end();
});

ledgers.get('/:year/ready', async (req, res) => {
  for await (const line of lines(req.params.year)) {
    if (res.destroyed) return;
    if (!res.write(line)) await whenReady(res);
  }
  res.end();
});

ledgers.get('/:year/raced', async (req, res) => {
  const gone = new Promise(resolve => res.once('close', resolve));
  for await (const line of lines(req.params.year)) {
    if (res.destroyed) return;
    if (!res.write(line)) await Promise.race([whenRaced(res), gone]);
  }
  res.end();
});

ledgers.post('/:year/archive', async (req, res) => {
  const file = createWriteStream(`/srv/ledgers/${Number(req.params.year)}`);
  for await (const line of lines(req.params.year)) if (!file.write(line)) await whenWritten(file);
  file.end(() => res.sendStatus(204));
});
