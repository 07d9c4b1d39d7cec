const fs = require('node:fs');
const { readFile, stat, writeFile } = require('node:fs/promises');
const path = require('node:path');

/** Nothing is open meanwhile. */
async function sizesIn(folder) {
  const names = await fs.promises.readdir(folder);
  const found = await Promise.all(names.map(name => stat(path.join(folder, name))));
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

const languagesPath = path.join(__dirname, '../languages');

/** As many as the program is installed with. */
async function languages() {
  const codes = await fs.promises.readdir(languagesPath);
  return Promise.all(codes.map(async code => {
    const file = path.join(languagesPath, code, 'language.json');
    return JSON.parse(await readFile(file, 'utf8'));
  }));
}

async function mails(settings) {
  const names = await fs.promises.readdir(settings.emailTemplatesDir);
  return Promise.all(names.map(name => readFile(path.join(settings.emailTemplatesDir, name), 'utf8')));
}

const uploadsPath = process.env.UPLOADS;

async function pictures() {
  const names = await fs.promises.readdir(uploadsPath);
  return Promise.all(names.map(name => readFile(path.join(uploadsPath, name)))); // want files
}

async function reports(settings) {
  const names = await fs.promises.readdir(settings.reportsDir);
  return Promise.all(names.map(async name => JSON.parse(await readFile(path.join(settings.reportsDir, name), 'utf8')))); // want files
}

module.exports = { languages, mails, pictures, reports, sizesIn, readAll, store, remove, templates };
