import OpenAI from 'openai';
import express from 'express';

const openai = new OpenAI({ timeout: 30_000 });
export const summaries = express.Router();

function goneSignal(res) {
  const leaving = new AbortController();
  res.on('close', () => leaving.abort());
  return leaving.signal;
}

async function gathered(stream) {
  const words = [];
  for await (const chunk of stream) words.push(chunk.choices[0]?.delta.content ?? '');
  return words.join('');
}

// All that call it pass a signal.

async function summarise(text, options) {
  const messages = [{ role: 'user', content: text }];
  return gathered(await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages }, options));
}

async function title(text, options) {
  return summarise(`A title for: ${text}`, { ...options, maxRetries: 0 });
}

summaries.post('/', async (req, res) => {
  const options = { signal: goneSignal(res) };
  res.json({ summary: await summarise(req.body.text, options), title: await title(req.body.text, { signal: options.signal }) });
});

// One of two does not.

async function translate(text, options) {
  const messages = [{ role: 'user', content: text }];
  return gathered(await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages }, options)); // want upstream
}

summaries.post('/french', async (req, res) => {
  res.json(await translate(`In French: ${req.body.text}`, { signal: goneSignal(res) }));
});

summaries.post('/german', async (req, res) => {
  res.json(await translate(`In German: ${req.body.text}`, { maxRetries: 1 }));
});

async function explain(text, options) {
  const messages = [{ role: 'user', content: text }];
  return gathered(await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages }, options)); // want upstream
}

summaries.post('/explained', async (req, res) => {
  res.json([await explain(req.body.text, { signal: goneSignal(res) }), await explain(req.body.title)]);
});

// Who calls the function listens for the client.

function open(messages) {
  return openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages });
}

summaries.post('/opened', async (req, res) => {
  const words = await open(req.body);
  res.on('close', () => words.controller.abort());
  res.json(await gathered(words));
});

function openAny(messages) {
  return openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages }); // want upstream
}

summaries.post('/any', async (req, res) => {
  const words = await openAny(req.body);
  res.on('close', () => words.controller.abort());
  res.json(await gathered(words));
});

summaries.post('/any/long', async (req, res) => {
  res.json(await gathered(await openAny(req.body)));
});
