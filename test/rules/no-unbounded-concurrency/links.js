import express from 'express';
import axios from 'axios';

const app = express();
app.use(express.json());

app.post('/links/check', async (req, res) => {
  const states = await Promise.all(req.body.links.map(async link => { // want requests
    const answer = await fetch(link, { method: 'HEAD', signal: AbortSignal.timeout(2000) });
    return answer.ok;
  }));
  res.json(states);
});

app.post('/hooks', async (req, res) => {
  await Promise.allSettled(req.body.hooks.map(hook => axios.post(hook.url, hook.body, { timeout: 2000 }))); // want requests
  res.sendStatus(202);
});

export async function notify(users) {
  const pending = [];
  for (const user of users) {
    pending.push(axios.post('https://push.example.com', { to: user.id }, { timeout: 2000 }));
  }
  await Promise.all(pending); // want requests
}

async function sizeOf(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  return (await answer.arrayBuffer()).byteLength;
}

export const sizes = urls => Promise.all(urls.map(sizeOf)); // want requests

export async function total(urls) {
  const started = [...new Set(urls)].map(url => sizeOf(url));
  const all = await Promise.all(started); // want requests
  return all.reduce((sum, size) => sum + size, 0);
}

export async function avatars(members) {
  await Promise.all(members.map(async member => { // want requests
    await fetch(`https://avatars.example.com/${member.id}`, { signal: AbortSignal.timeout(2000) });
  }));
}
