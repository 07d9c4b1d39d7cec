import { readFile } from 'node:fs/promises';
import Fastify from 'fastify';

const app = Fastify();
const titles = new Map();
const tags = new Set();
const lines = [];
const names = {};

app.get('/pages/:slug', async request => {
  const html = await readFile(`/srv/pages/${request.params.slug}.html`, 'utf8');
  const match = /<title>(.*?)<\/title>/.exec(html);
  if (match) titles.set(request.params.slug, match[1]); // want text
  const [, heading] = html.match(/<h1>(.*?)<\/h1>/) ?? [];
  if (heading) titles.set(`${request.params.slug}/heading`, heading); // want text
  for (const [, tag] of html.matchAll(/data-tag="([^"]+)"/g)) tags.add(tag); // want text
  return { ok: true };
});

app.get('/notes/:id', async request => {
  const text = await readFile(`/srv/notes/${request.params.id}`, { encoding: 'utf8' });
  lines.push(text.split('\n')[0]); // want text
  lines.push({ at: Date.now(), excerpt: text.slice(0, 200).trim() }); // want text
  lines.push(text.substring(text.indexOf(':') + 1, text.indexOf('\n'))); // want text
  if (lines.length > 100) lines.splice(0, 50);
  return text;
});

app.get('/import/:file', async request => {
  const csv = String(await readFile(`/srv/import/${request.params.file}`));
  for (const line of csv.split('\n')) {
    const [sku, amount] = line.split(';');
    titles.set(sku, Number(amount)); // want text
  }
  csv.split('\n').forEach(line => {
    const [sku, name] = line.split(';');
    names[sku] = Number(name);
  });
  return { ok: true };
});

app.get('/short/:id', async request => {
  const text = await readFile(`/srv/notes/${request.params.id}`, 'utf8');
  titles.set(request.params.id, text.slice(0, 10));
  titles.set(`${request.params.id}/end`, text.slice(-8));
  titles.set(`${request.params.id}/copy`, Buffer.from(text.slice(0, 200)).toString());
  titles.set(`${request.params.id}/number`, Number(text.slice(0, 200)));
  titles.set(`${request.params.id}/lines`, text.split('\n'));
  titles.set(`${request.params.id}/all`, text);
  for (const line of text.split('\n')) tags.add(line.trim());
  return { ok: true };
});
