const fs = require('node:fs');
const { readFile, stat, writeFile } = require('node:fs/promises');
const path = require('node:path');

async function sizesIn(folder) {
  const names = await fs.promises.readdir(folder);
  const found = await Promise.all(names.map(name => stat(path.join(folder, name)))); // want files
  return found.map(({ size }) => size);
}

async function readAll(files) {
  return Promise.all(files.map(file => readFile(file, 'utf8'))); // want files
}

async function store(uploads) {
  await Promise.all(uploads.map(upload => writeFile(upload.path, upload.data))); // want files
}

async function remove(files, isOld) {
  const old = files.filter(isOld);
  await Promise.all(old.map(file => fs.promises.unlink(file))); // want files
}

async function templates() {
  return Promise.all(['header', 'body', 'footer'].map(name => readFile(`views/${name}.html`, 'utf8')));
}

module.exports = { sizesIn, readAll, store, remove, templates };
