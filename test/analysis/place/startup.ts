import { createServer } from 'node:http';

const started = new Date(); // in once

async function main() {
  await connect(); // in once
  listen();
}

function listen() {
  const server = createServer(); // in once
  for (const port of [80, 443]) {
    server.listen(port); // in loop
  }
}

async function connect() {
  await migrations(); // in once
}

async function migrations() {
  await Promise.resolve(); // in once
}

export async function bootstrap() {
  await Promise.resolve(); // in once
}

export function find(id: string) {
  return id.trim(); // in call
}

export function helperOf(id: string) {
  return shared(id); // in call
}

function shared(id: string) {
  return id.trim(); // in call
}

export class Service {
  readonly #made = new Map<string, Date>(); // in-missing instance
  static readonly shared = new Map<string, Date>(); // in once

  static {
    Service.shared.set('start', started); // in once
  }

  constructor() {
    this.#made.set('made', new Date()); // in instance
    this.#fill();
  }

  #fill() {
    this.#made.clear(); // in-missing instance
  }

  find(id: string) {
    return this.#made.get(id); // in call
  }
}

(async () => {
  await Promise.resolve(); // in once
})();

(function () {
  console.log('run'); // in once
})();

process.on('SIGTERM', () => {
  console.log('going'); // in call
});

await main();
