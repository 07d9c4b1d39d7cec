import { readFileSync } from 'node:fs';
import NodeCache from 'node-cache';
import { accessories, pages } from './accessories.mjs';

// It takes what the code spells out, and nothing else.
export class Accessories {
  services = new NodeCache({ stdTTL: 0 });

  async list() {
    const known = this.services.get('all');
    if (known) return known;
    const found = await accessories();
    this.services.set('all', found);
    return found;
  }
}

export class Pages {
  bodies = new NodeCache({ stdTTL: 0 }); // want unlimited

  async page(path) {
    const known = this.bodies.get(path);
    if (known !== undefined) return known;
    const found = await pages(path);
    this.bodies.set(path, found);
    return found;
  }
}

const views = {
  home: { file: 'home.html', title: 'Home' },
  about: { file: 'about.html', title: 'About' },
};

const bodies = {};

function bodyOf(page) {
  const key = page.file;
  bodies[key] ??= readFileSync(key, 'utf8');
  return bodies[key];
}

const serving = page => (request, response) => response.end(bodyOf(page));

export function mount(app) {
  app.get('/', serving(views.home));
  app.get('/about', serving(views.about));
}

const drafts = {};

function draftOf(page) {
  const key = page.file;
  drafts[key] ??= readFileSync(key, 'utf8'); // want grows potential
  return drafts[key];
}

const drafting = page => (request, response) => response.end(draftOf(page));

export function mountDrafts(app, stored) {
  for (const page of stored) app.get(page.path, drafting(page));
  app.get('/draft', (request, response) => drafting({ file: request.query.file })(request, response));
}

const counts = new Map();

function count(entry) {
  counts.set(entry.key, (counts.get(entry.key) ?? 0) + 1); // want grows
}

// What is changed after it was spelled out may be anything.
export function mountCounts(app) {
  app.get('/lines', (request, response) => {
    const entry = { key: 'none' };
    if (request.query.key) entry.key = request.query.key;
    count(entry);
    response.end();
  });
}
