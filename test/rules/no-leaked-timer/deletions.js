import express from 'express';
import { agents, fetchTopics } from './agents.js';

const app = express();

/** The record is to stay for that long: this is what the timer is for. */
app.post('/agents/:id/suspend', async (req, res) => {
  const agent = await agents.find(req.params.id);
  if (agent.isOwn) {
    await agents.stop(agent);
    setTimeout(async () => {
      await agent.destroy();
    }, 1500);
    res.sendStatus(204);
  } else {
    await agents.suspend(agent);
    res.sendStatus(204);
  }
});

/** A stream that is destroyed has come too late. */
app.get('/agents/:id/topics', async (req, res) => {
  const topics = await fetchTopics(req.params.id);
  setTimeout(() => { // want guard
    topics.destroy();
  }, 15_000);
  res.json(await topics.collect());
});
