import express from 'express';

const app = express();
const replies = {};
const visited = new Map();
const routes = {};

// To look among its own keys bounds nothing.
app.get('/replies/:id', (req, res) => {
  const { id } = req.params;
  if (!Object.keys(replies).includes(id)) replies[id] = { at: Date.now() }; // want grows
  visited.set(id, Date.now()); // want grows
  res.json(replies[id]);
});

// One line fills it, and a request calls that.
class Visits {
  #at = new Map();
  #names = [];

  see(id, at) {
    this.#at.set(id, at); // want grows
  }

  note(name) {
    this.#names.push(name); // want grows potential
    return this;
  }

  all() {
    return [...this.#at.keys(), ...this.#names];
  }
}

const visits = new Visits();
const asked = new Map();

export function remember(id, at) {
  asked.set(id, at); // want grows
}

export function route(path, to) {
  routes[path] = to; // want grows potential
}

app.get('/visits/:id', (req, res) => {
  visits.see(req.params.id, Date.now());
  visits.note(req.params.id);
  remember(req.params.id, Date.now());
  res.json(visits.all());
});
