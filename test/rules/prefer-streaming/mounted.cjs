'use strict';
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { connect } = require('./database');
const { toTsv } = require('./tables');

const TERMS = path.join(__dirname, 'terms.pdf');

// What is put under a path is a handler, though nothing is asked of its request.
module.exports = app => {
  app.get('/terms.pdf', (_req, res) => {
    res.type('pdf').send(fs.readFileSync(TERMS)); // want again
  });

  app.get(/^\/docs\//, (_req, res) => {
    res.setHeader('Cache-Control', 'no-cache');
    res.send(fs.readFileSync(TERMS)); // want again
  });

  // Where the connection comes from does not show; that a list is made of a cursor does.
  app.get('/events.jsonl', async (_req, res) => {
    const db = await connect();
    const events = await db.collection('events').find({ kind: 'login' }).toArray(); // want rows
    for (const event of events) res.write(`${JSON.stringify(event)}\n`);
    res.end();
  });

  app.get('/users.jsonl', async (req, res) => {
    const users = await req.db.collection('users').find().toArray(); // want rows
    users.forEach(user => res.write(`${JSON.stringify(user)}\n`));
    res.end();
  });

  app.get('/latest', async (_req, res) => {
    const db = await connect();
    const events = await db.collection('events').find().limit(20).toArray();
    res.json(events);
  });

  app.get('/users.tsv', async (_req, res) => {
    const db = await connect();
    res.type('text/tab-separated-values').send(toTsv(await db.collection('users').find().limit(50).toArray()));
  });
};

// No path, no route.
module.exports.copy = (store, done) => {
  store.get('terms', (_error, target) => target.end(fs.readFileSync(TERMS), done));
};

// What is read where the routes are made is not read by each request.
module.exports.viewer = function viewer(server, allowed) {
  let page;
  try {
    page = fs.readFileSync(path.join(__dirname, 'viewer.html'), 'utf8');
  } catch {
    page = '<!DOCTYPE html><p>Not built.</p>';
  }
  return {
    open() {
      return http.createServer((req, res) => {
        res.writeHead(200, { 'Content-Security-Policy': allowed });
        res.end(page);
      });
    },
  };
};

module.exports.rereading = function rereading() {
  return http.createServer((req, res) => {
    res.end(fs.readFileSync(path.join(__dirname, 'viewer.html'), 'utf8')); // want again
  });
};
