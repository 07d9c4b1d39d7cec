import OpenAI from 'openai';
import express from 'express';

const openai = new OpenAI({ timeout: 30_000 });
export const stories = express.Router();

// What a loop reads ends with the signal that it was opened with, however many steps lie between.

function goneSignal(res) {
  const leaving = new AbortController();
  res.on('close', () => leaving.abort());
  return leaving.signal;
}

function doneSignal(res) {
  const done = new AbortController();
  res.on('finish', () => done.abort());
  return done.signal;
}

const patience = seconds => AbortSignal.timeout(seconds * 1000);

async function tell(words, res) {
  for await (const word of words) res.write(word.choices[0]?.delta.content ?? '');
}

async function tellAll(words, res) {
  for await (const word of words) res.write(word.choices[0]?.delta.content ?? ''); // want loop
}

async function copy(reader, res) {
  for (;;) {
    const part = await reader.read();
    if (part.done) return;
    res.write(part.value);
  }
}

async function copyLong(reader, res) {
  for (;;) { // want loop
    const part = await reader.read();
    if (part.done) return;
    res.write(part.value);
  }
}

stories.post('/told', async (req, res) => {
  const signal = goneSignal(res);
  const words = await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: req.body }, { signal });
  await tell(words, res);
  res.end();
});

// One of two ways to the loop has no signal.
stories.post('/all', async (req, res) => {
  const options = { signal: goneSignal(res) };
  await tellAll(await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: req.body }, options), res);
  res.end();
});

stories.post('/all/long', async (req, res) => {
  const options = { signal: patience(300) };
  await tellAll(await openai.chat.completions.create({ model: 'gpt-4o', stream: true, messages: req.body }, options), res);
  res.end();
});

stories.get('/read', async (req, res) => {
  const page = await fetch('https://stories.internal/read', { signal: goneSignal(res) });
  for await (const piece of page.body) res.write(piece);
  res.end();
});

stories.get('/read/options', async (req, res) => {
  const options = { headers: { accept: 'text/plain' }, signal: goneSignal(res) };
  const page = await fetch('https://stories.internal/read', options);
  await copy(page.body.getReader(), res);
  res.end();
});

stories.get('/read/patient', async (req, res) => {
  const page = await fetch('https://stories.internal/read', { signal: patience(60) });
  for await (const piece of page.body) res.write(piece); // want loop
  res.end();
});

stories.get('/read/done', async (req, res) => {
  const page = await fetch('https://stories.internal/read', { signal: doneSignal(res) });
  for await (const piece of page.body) res.write(piece); // want loop
  res.end();
});

stories.get('/read/long', async (req, res) => {
  const page = await fetch('https://stories.internal/read', { signal: undefined });
  await copyLong(page.body.getReader(), res);
  res.end();
});

async function send(lines, res) {
  for await (const line of lines) res.write(line); // want loop
}

// What something that the request carries is asked for does not end with it.
stories.get('/carried', async (req, res) => {
  const found = await req.app.locals.library.open('carried');
  await send(found.lines, res);
  res.end();
});
