'use strict';

const express = require('express');
const { setTimeout: sleep } = require('node:timers/promises');
const { rebuildFeed, saveArticle } = require('./articles');
const { poll, report } = require('./progress');
const drafts = require('./drafts');

const router = express.Router();

router.put('/articles/:slug', async (req, res, next) => {
  try {
    const article = await saveArticle(req.params.slug, req.body);
    setImmediate(() => rebuildFeed(article.feedId).catch(console.error)); // want timer
    res.json(article);
  } catch (err) {
    next(err);
  }
});

router.post('/articles/:slug/remind', (req, res) => {
  const { slug } = req.params;
  setTimeout(() => { // want timer
    report(slug);
  }, 60_000);
  res.sendStatus(202);
});

router.post('/articles/:slug/publish', async (req, res) => {
  const article = await saveArticle(req.params.slug, { published: true });
  setImmediate(async () => { // want timer
    try {
      await rebuildFeed(article.feedId);
    } catch (err) {
      drafts.emit('error', err);
    }
  });
  res.json(article);
});

router.post('/stop', (req, res) => {
  res.sendStatus(200);
  drafts.Shutdown().catch(console.error);
});

// An interval that nobody stops is a leak of its own.
router.post('/articles/:slug/watch', (req, res) => {
  setInterval(() => poll(req.params.slug), 5_000);
  const again = setInterval(() => report(req.params.slug), 5_000);
  res.json({ watching: again.hasRef() });
});

router.post('/articles/:slug/check', async (req, res) => {
  const timer = setInterval(() => report(req.params.slug), 1_000);
  try {
    await poll(req.params.slug);
    res.sendStatus(204);
  } finally {
    clearInterval(timer);
  }
});

router.get('/articles/:slug/slow', async (req, res) => {
  await new Promise(resolve => setTimeout(resolve, 100));
  await sleep(100);
  const controller = new AbortController();
  const guard = setTimeout(() => controller.abort(), 1_000);
  const response = await fetch('https://slow.example', { signal: controller.signal }).finally(() => clearTimeout(guard));
  res.json(await response.json());
});

router.get('/articles/:slug/guarded', (req, res) => {
  setTimeout(() => req.socket.destroy(), 30_000);
  poll(req.params.slug).then(found => res.json(found), () => res.sendStatus(502));
});

// Each call stops the one before, which the collection keeps.
const waiting = new Map();
router.post('/articles/:slug/notes', (req, res) => {
  const { slug } = req.params;
  const last = waiting.get(slug);
  if (last) clearTimeout(last);
  const timer = setTimeout(() => {
    waiting.delete(slug);
    rebuildFeed(slug).catch(console.error);
  }, 3_000);
  waiting.set(slug, timer);
  res.sendStatus(202);
});

// What is kept here is never stopped.
const reminders = new Map();
router.post('/articles/:slug/mentions', (req, res) => {
  const timer = setTimeout(() => rebuildFeed(req.params.slug).catch(console.error), 3_000); // want timer
  reminders.set(req.params.slug, timer);
  res.json({ waiting: reminders.size });
});

// It answers.
router.get('/articles/:slug/later', (req, res) => {
  setTimeout(() => res.json({ slug: req.params.slug }), 10);
});

// Nothing is lost with the program.
router.put('/restart', (req, res) => {
  res.json('restarting');
  setTimeout(() => process.exit(0), 2_000);
});

const every = setInterval(() => report('all'), 60_000);
every.unref();

// What a restart empties too is only forgotten.
const sessions = new Map();
router.post('/restores', (req, res) => {
  const session = String(Date.now());
  sessions.set(session, req.path);
  setTimeout(() => sessions.delete(session), 15 * 60 * 1000);
  res.cookie('restore', session).sendStatus(202);
});

// What stands elsewhere is not.
router.post('/drafts', (req, res) => {
  const session = String(Date.now());
  setTimeout(() => drafts.delete(session), 15 * 60 * 1000); // want timer
  res.cookie('draft', session).sendStatus(202);
});

module.exports = router;
