// @ts-check
import http from 'node:http';
import express from 'express';
import { listening } from './loopback.js';

/** @import { Claim } from './measure.js' */

const badApp = express();
badApp.use(express.json({ limit: '25mb' })); // want body
badApp.post('/notes', (_, res) => {
  res.send('ok');
});
badApp.post('/imports', (req, res) => {
  res.send({ count: req.body.length });
});

const goodApp = express();
goodApp.post('/notes', (_, res) => {
  res.send('ok');
});
goodApp.post('/imports', express.json({ limit: '25mb' }), (req, res) => {
  res.send({ count: req.body.length });
});

/** What so many senders get who post a megabyte to a route that does not read it.
  * @param {import('express').Express} app @param {Buffer[]} bodies */
async function answersOf(app, bodies) {
  const server = http.createServer(app);
  const { url } = await listening(server);
  const answers = await Promise.all(bodies.map(async body => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/notes`, { method: 'POST', body, headers, signal: AbortSignal.timeout(60_000) });
    return await answer.text();
  }));
  server.close();
  server.closeAllConnections();
  return answers;
}

const forms = {
  written: '`app.use(express.json({ limit }))`, bodies of 1 MB',
  against: 'on the route that reads it',
  given(/** @type {number} */ senders) {
    const body = Buffer.from(JSON.stringify(Array.from({ length: 10_000 }, (_, id) => ({ id, text: 'x'.repeat(80) }))));
    return Array.from({ length: senders }, () => body);
  },
  bad: (/** @type {Buffer[]} */ bodies) => answersOf(badApp, bodies),
  good: (/** @type {Buffer[]} */ bodies) => answersOf(goodApp, bodies),
};

/** @type {Claim[]} */
export const claims = [
  { ...forms, buffers: true, sizes: [1, 20], least: { 20: 1.3 } },
  { ...forms, measure: 'peak', sizes: [20], least: { 20: 1.3 } },
];
