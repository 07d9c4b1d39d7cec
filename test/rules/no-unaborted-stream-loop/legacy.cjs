'use strict';

const express = require('express');
const OpenAI = require('openai');
const { checkJob, listen, load } = require('./jobs');

const router = express.Router();
const openai = new OpenAI();

function send(res, event, data) {
  res.write(`event: ${event}\n`);
  res.write(`data: ${JSON.stringify(data)}\n\n`);
}

router.post('/chat', async (req, res) => {
  const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: req.body.messages });
  for await (const chunk of stream) { // want loop
    send(res, 'token', chunk.choices[0].delta.content);
  }
  res.end();
});

// What has been said is stored, so that it is for the author to say whether a part of it will do.
router.post('/chat/stored', async (req, res) => {
  const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: req.body.messages });
  let said = '';
  for await (const chunk of stream) { // want loop
    const text = chunk.choices[0]?.delta?.content ?? '';
    said += text;
    res.write(text);
  }
  await load(said);
  res.end();
});

router.post('/chat/tied', async (req, res) => {
  const controller = new AbortController();
  req.on('close', () => controller.abort());
  const stream = await openai.chat.completions.create(
    { model: 'gpt-4o-mini', stream: true, messages: req.body.messages },
    { signal: controller.signal },
  );
  for await (const chunk of stream) send(res, 'token', chunk.choices[0].delta.content);
  res.end();
});

router.post('/chat/ended', async (req, res) => {
  const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: req.body.messages });
  res.on('close', () => stream.controller.abort());
  for await (const chunk of stream) send(res, 'token', chunk.choices[0].delta.content);
  res.end();
});

// The time limit is that of each request, not of the loop.
router.get('/jobs/:id', async (req, res) => {
  let state;
  while (state !== 'done') { // want loop
    const answer = await fetch(`http://jobs/${req.params.id}`, { signal: AbortSignal.timeout(2_000) });
    ({ state } = await answer.json());
    send(res, 'state', state);
  }
  res.end();
});

router.get('/jobs/:id/poll', (req, res) => {
  (function poll() {
    checkJob(req.params.id).then(job => {
      if (job.done) return res.json(job);
      setTimeout(poll, 1_000); // want again
    });
  })();
});

// It tries until it can register its routes: no request begins that, and each has a response of its own.
(function register(tries) {
  if (!load.ready) {
    setTimeout(() => register(tries + 1), 100);
    return;
  }
  router.post('/later', async (req, res) => {
    res.json(await load(req.body));
  });
})(0);

// It is the request's, though a handler of it has a response of its own.
router.get('/jobs/:id/mounted', (req, res) => {
  (function wait() {
    checkJob(req.params.id).then(job => {
      if (job.done) {
        router.get(`/jobs/${job.id}/result`, (_, own) => own.json(job));
        return res.json(job);
      }
      setTimeout(wait, 1_000); // want again
    });
  })();
});

router.get('/jobs/:id/poll/watched', (req, res) => {
  let timer;
  req.on('close', () => clearTimeout(timer));
  (function poll() {
    checkJob(req.params.id).then(job => {
      if (job.done) return res.json(job);
      timer = setTimeout(poll, 1_000);
    });
  })();
});

router.get('/pump', async (req, res) => {
  const reader = (await fetch('http://origin/feed')).body.getReader();
  const pump = () => reader.read().then(({ done, value }) => {
    if (done) return res.end();
    res.write(value);
    return pump(); // want again
  });
  await pump();
});

router.get('/listen', (req, res) => {
  const stop = listen(req.params.channel, message => send(res, 'message', message));
  const heartbeat = setInterval(() => res.write(':\n\n'), 10_000);
  res.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
});

// Whoever is handed it may stop it.
const timers = new Map();
router.get('/registered/:id', (req, res) => {
  const timer = setInterval(() => res.write(':\n\n'), 10_000);
  timers.set(req.params.id, timer);
});

// A tree, written at once.
function writeTree(res, node) {
  res.write(`<li>${node.name}`);
  for (const child of node.children) writeTree(res, child);
  res.write('</li>');
}

router.get('/tree', async (req, res) => {
  writeTree(res, await load('tree'));
  res.end();
});

async function streamJob(res, job) {
  for await (const part of job.parts()) res.write(part); // want loop
}

async function streamWatched(res, job, isGone) {
  for await (const part of job.parts()) {
    if (isGone()) return;
    res.write(part);
  }
}

router.get('/stream/:id', async (req, res) => {
  await streamJob(res, await load(req.params.id));
  await streamWatched(res, await load(req.params.id), () => req.socket.destroyed);
  res.end();
});

// A console is no client.
setInterval(() => process.stdout.write('.'), 1_000);

module.exports = router;
