import fs, { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import csv from 'csv-parser';
import unzipper from 'unzipper';

// The promise hears the parser alone: a missing file is an error that nobody listens to.
export function rowsOf(path) {
  return new Promise((resolve, reject) => {
    const rows = [];
    fs.createReadStream(path)
      .pipe(csv()) // want unheard
      .on('data', row => rows.push(row))
      .on('end', () => resolve(rows))
      .on('error', reject);
  });
}

export function importRows(path, onRow, done) {
  const file = createReadStream(path);
  const parser = parse({ columns: true });
  parser.on('readable', () => {
    for (let row = parser.read(); row !== null; row = parser.read()) onRow(row);
  });
  parser.on('error', done);
  parser.on('end', () => done(null));
  file.pipe(parser); // want unheard
}

export class Archive {
  constructor(folder) {
    this.folder = folder;
  }

  unpack(name) {
    return createReadStream(name).pipe(unzipper.Extract({ path: this.folder })).promise(); // want unheard
  }

  // Each end is heard.
  unpackHeard(name) {
    return new Promise((resolve, reject) => {
      createReadStream(name)
        .on('error', reject)
        .pipe(unzipper.Extract({ path: this.folder }))
        .on('error', reject)
        .on('close', resolve);
    });
  }
}

export function importHeard(path, onRow, done) {
  const file = createReadStream(path);
  const parser = parse({ columns: true });
  file.on('error', done);
  parser.on('error', done);
  parser.on('data', onRow);
  parser.on('end', () => done(null));
  file.pipe(parser);
}

// Who is handed the file may listen to it.
export function importWatched(path, watch) {
  const file = createReadStream(path);
  watch(file);
  return file.pipe(parse({ columns: true }));
}

// Once, where the program begins.
createReadStream('./seed.csv').pipe(csv()).on('data', row => console.log(row));
