'use strict';

const { Worker, parentPort } = require('node:worker_threads');
const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ max: 5 });
const router = express.Router();

async function saveState(state) {
  await pool.query('UPDATE state SET value = $1', [state]);
}

// A thread of the program stays, and does not wait for what is done about its messages.
function startThread() {
  const worker = new Worker('./thread.js');
  worker.on('message', state => {
    saveState(state).catch(console.error); // want floating potential
  });
  worker.on('error', console.error);
}

// It waits for nothing, and has done all when the call comes back.
async function tell(event) {
  try {
    parentPort.postMessage({ event });
  } catch (error) {
    console.error(error);
  }
}

async function tellAndSave(event) {
  parentPort.postMessage({ event });
  await saveState(event);
}

async function tellByOther(event) {
  return saveState(event);
}

router.get('/states', (req, res) => {
  tell('listed');
  tell('listed').catch(console.error);
  tellAndSave('listed'); // want floating
  tellByOther('listed'); // want floating
  tell('listed').then(() => saveState('told')); // want floating
  res.json([]);
});

module.exports = { router, startThread };
