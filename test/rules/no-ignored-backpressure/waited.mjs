import { createWriteStream } from 'node:fs';

// To wait for what `write` gives is to wait for nothing.
export function save(rows, path) {
  const out = createWriteStream(path);
  rows.each(async page => {
    for (const row of page) {
      await out.write(JSON.stringify(row)); // want loop
    }
  });
}

export class Journal {
  constructor(path) {
    this.out = createWriteStream(path);
  }

  async add(row) {
    this.out.write(`${JSON.stringify(row)}\n`);
  }

  async addAll(rows) {
    for (const row of rows) await this.add(row); // want loop
  }

  async addFrom(source, ids) {
    for (const id of ids) await this.add(await source.read(id)); // want loop potential
  }

  close() {
    this.out.end();
  }
}
