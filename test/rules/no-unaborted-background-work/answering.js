import http from 'node:http';
import https from 'node:https';
import express from 'express';
import { mailbox } from './mailbox.js';

const app = express();
const UPSTREAM = 'https://api.example.com';

/** It asks itself again until it is ready. */
function poll(url) {
  return fetch(url, { signal: AbortSignal.timeout(1000) }).then(response => (response.ok ? response : poll(url)));
}

function again() {
  return fetch(UPSTREAM, { signal: AbortSignal.timeout(1000) }).then(again);
}

app.post('/polls', (req, res) => {
  poll(`${UPSTREAM}/${req.query.id}`); // want floating
  fetch(UPSTREAM).then(again); // want floating
  res.sendStatus(202);
});

/** A request that is answered by a function within. */
const counts = new Map();
const server = http.createServer((req, res) => {
  const send = (status, body) => {
    res.writeHead(status, { 'Content-Type': 'text/html' });
    res.end(body);
  };
  const count = () => counts.set(res.statusCode, 1);
  exchange(req.url)
    .then(() => {
      send(200, 'done');
      void stop();
    })
    .catch(error => {
      send(500, error.message);
      void stop();
    });
  store(req.url).then(() => count()); // want floating
});

async function exchange(path) {
  await fetch(UPSTREAM + path, { method: 'POST', signal: AbortSignal.timeout(5000) });
}

async function store(path) {
  await fetch(UPSTREAM + path, { method: 'PUT', signal: AbortSignal.timeout(5000) });
}

async function stop() {
  await new Promise(resolve => server.close(resolve));
}

/** The timer itself is what `unref()` gives. */
app.get('/proxied', (req, res) => {
  const upstream = https.get(`${UPSTREAM}/${req.query.path}`, answer => {
    clearTimeout(timeout);
    answer.pipe(res);
  });
  let isLate = false;
  const timeout = setTimeout(() => {
    isLate = true;
    upstream.setTimeout(1);
  }, 5000).unref();
  upstream.once('error', () => {
    clearTimeout(timeout);
    res.sendStatus(isLate ? 504 : 502);
  });
});

app.get('/reminders', (req, res) => {
  setTimeout(() => { // want timer
    remind(req.query.user);
  }, 60_000).unref();
  res.sendStatus(202);
});

function remind(user) {
  console.info('reminded', user);
}

/** Middleware put on the request what draws the page. */
app.get('/orders/:id', (req, res, next) => {
  find(req.params.id)
    .then(order => req.site.pages.render('order', { order }))
    .catch(next);
});

app.get('/orders/:id/views', (req, res, next) => {
  find(req.params.id) // want floating
    .then(order => req.site.views.count(order))
    .catch(next);
  res.sendStatus(204);
});

/** Nothing in it is waited for. */
app.post('/labels', (req, res) => {
  const labels = [];
  req.body.forEach(async name => {
    labels.push(name.trim());
  });
  res.json(labels);
});

app.post('/labels/sent', (req, res) => {
  req.body.forEach(async name => mailbox.send(name)); // want floating
  res.sendStatus(202);
});

app.post('/labels/kept', (req, res) => {
  req.body.forEach(async name => { // want floating
    await keep(name.trim());
  });
  res.sendStatus(202);
});

/** Whoever waits for the promise waits for the timer. */
const attempt = left => find('session').then(session => {
  if (session) return session;
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      attempt(left - 1).then(resolve, reject);
    }, 10);
  });
});

app.post('/sessions', async (req, res) => {
  res.json(await attempt(3));
});

async function find(id) {
  const answer = await fetch(`${UPSTREAM}/${id}`, { signal: AbortSignal.timeout(1000) });
  return answer.json();
}

async function keep(name) {
  await fetch(`${UPSTREAM}/labels/${name}`, { method: 'PUT', signal: AbortSignal.timeout(1000) });
}
