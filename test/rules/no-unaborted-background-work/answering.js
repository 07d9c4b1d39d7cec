import http from 'node:http';
import https from 'node:https';
import express from 'express';

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
