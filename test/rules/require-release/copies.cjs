// What is led into a file is ended by what leads it there.
const fs = require('node:fs');
const https = require('node:https');
const path = require('node:path');

const copyFile = (source, target, callback) => {
  const readable = fs.createReadStream(source);
  readable.on('error', callback);
  const writable = fs.createWriteStream(target);
  writable.on('error', error => {
    readable.destroy();
    callback(error);
  });
  writable.on('close', () => callback());
  readable.pipe(writable);
};

function backup(file, folder) {
  const copy = fs.createWriteStream(path.join(folder, path.basename(file)));
  fs.createReadStream(file).pipe(copy);
  return copy.path;
}

function download(url, target) {
  return new Promise((resolve, reject) => {
    https.get(url, { timeout: 5000 }, response => {
      const file = fs.createWriteStream(target);
      response.pipe(file);
      file.on('finish', () => {
        file.close(() => resolve(target));
      });
      // An error ends a stream of a file.
      file.on('error', reject);
    });
  });
}

function note(folder, line, callback) {
  const log = fs.createWriteStream(path.join(folder, 'notes.log'), { flags: 'a' }); // want never
  log.write(line, callback);
}

function unpack(entry, target, callback) {
  fs.open(target, 'w', (error, descriptor) => {
    if (error) return callback(error);
    // A stream closes the descriptor that it is made of.
    const file = fs.createWriteStream(target, { fd: descriptor });
    entry.pipe(file).on('close', callback);
  });
}

function head(file, callback) {
  const descriptor = fs.openSync(file, 'r');
  const stream = fs.createReadStream('', { fd: descriptor, end: 512 });
  stream.on('data', callback);
}

module.exports = { copyFile, backup, download, note, unpack, head };
