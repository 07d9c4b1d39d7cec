import Router from '@koa/router';
import express from 'express';
import { parcels } from './parcels.js';
import { settle } from './settling.js';

export const shop = express.Router();
export const desk = new Router();

// A function by its name is scheduled as one that is written there.

async function remind(id) {
  const parcel = await parcels.find(id);
  if (parcel.open) await parcels.remind(parcel);
}

shop.post('/parcels/:id', async (req, res) => {
  setTimeout(remind, 60_000, req.params.id); // want timer
  setImmediate(remind, req.params.id); // want timer
  res.json(await parcels.find(req.params.id));
});

const later = id => {
  setTimeout(remind, 3_600_000, id); // want timer
};

desk.post('/parcels/:id', async ctx => {
  const parcel = await parcels.find(ctx.params.id);
  if (parcel.open) later(parcel.id);
  ctx.body = parcel;
});

/** Each turn begins the next. */
function watch(id) {
  parcels.refresh(id);
  setTimeout(watch, 5_000, id); // want timer
}

desk.post('/parcels/:id/watch', ctx => {
  watch(ctx.params.id);
  ctx.status = 202;
});

// It is stopped.
shop.get('/parcels/:id/slow', async (req, res) => {
  const timer = setTimeout(remind, 5_000, req.params.id);
  try {
    res.json(await parcels.find(req.params.id));
  } finally {
    clearTimeout(timer);
  }
});

let saving;
function saveSoon() {
  clearTimeout(saving);
  saving = setTimeout(saveAll, 500);
}

function saveAll() {
  parcels.save();
}

shop.put('/parcels/:id', (req, res) => {
  parcels.set(req.params.id, req.query);
  saveSoon();
  res.sendStatus(204);
});

// It answers, or ends a wait.
shop.get('/parcels/:id/later', (req, res) => {
  setTimeout(answer, 10);
  function answer() {
    res.json({ id: req.params.id });
  }
});

shop.get('/parcels/:id/arrived', async (req, res) => {
  await new Promise(resolve => {
    const ask = () => {
      if (parcels.arrived(req.params.id)) resolve();
      else setTimeout(ask, 1_000);
    };
    ask();
  });
  res.sendStatus(204);
});

shop.get('/parcels/:id/waited', (req, res, next) => {
  setTimeout(next, 100);
});

// What it does is not known.
shop.post('/parcels/:id/settle', (req, res) => {
  setTimeout(settle, 100, req.params.id);
  res.sendStatus(202);
});

// It is not only called for a request.
function sweep() {
  parcels.sweep();
  setTimeout(sweep, 60_000);
}

sweep();
shop.post('/parcels/sweep', (req, res) => {
  sweep();
  res.sendStatus(202);
});

// What is in memory alone is lost with it.
const busy = {};
function release(id) {
  busy[id] = false;
}

function clear(id) {
  busy[id] = false;
  parcels.free(id);
}

shop.post('/parcels/:id/hold', (req, res) => {
  busy[req.params.id] = true;
  setTimeout(release, 2_000, req.params.id);
  setTimeout(clear, 2_000, req.params.id); // want timer
  res.sendStatus(204);
});
