import { createWriteStream } from 'node:fs';
import https from 'node:https';
import axios from 'axios';
import PDFDocument from 'pdfkit';

// Whoever waits for the file alone waits for ever when the answer breaks off.
export async function save(url, path) {
  const response = await axios.get(url, { responseType: 'stream', timeout: 10_000 });
  const file = createWriteStream(path);
  response.data.pipe(file); // want failing
  await new Promise((resolve, reject) => {
    file.on('finish', resolve);
    file.on('error', reject);
  });
}

export async function saveTaken(url, path) {
  const { data } = await axios.get(url, { responseType: 'stream', timeout: 10_000 });
  return new Promise((resolve, reject) => {
    data.pipe(createWriteStream(path)).on('finish', resolve).on('error', reject); // want failing
  });
}

export function saveAnswer(url, path, done) {
  const file = createWriteStream(path);
  file.on('finish', () => done(null));
  file.on('error', done);
  https.get(url, { timeout: 10_000 }, answer => {
    answer.pipe(file); // want failing
  }).on('error', done);
}

// Both ends are heard.
export async function saveHeard(url, path) {
  const response = await axios.get(url, { responseType: 'stream', timeout: 10_000 });
  const file = createWriteStream(path);
  await new Promise((resolve, reject) => {
    response.data.on('error', reject);
    file.on('error', reject);
    file.on('finish', resolve);
    response.data.pipe(file);
  });
}

// It is drawn here, and does not fail by itself.
export function draw(order, path) {
  const page = new PDFDocument();
  page.pipe(createWriteStream(path));
  page.text(order.id);
  page.end();
}

// Nobody but this code can end the file, whoever else hears the upload.
export async function keepUpload(upload, path) {
  const { createReadStream } = await upload;
  await new Promise(resolve =>
    createReadStream()
      .pipe(createWriteStream(path)) // want failing
      .on('close', resolve));
}

export const keepBody = (body, path) => new Promise((resolve, reject) => {
  const file = createWriteStream(path);
  body.pipe(file); // want failing
  file.once('finish', resolve);
  file.once('error', reject);
});

export const keepHeard = (body, path) => new Promise((resolve, reject) => {
  const file = createWriteStream(path);
  body.on('error', reject);
  body.pipe(file);
  file.once('finish', resolve);
  file.once('error', reject);
});

// It is written here, and does not fail by itself.
export const drawn = (page, order, path) => new Promise((resolve, reject) => {
  const file = createWriteStream(path);
  page.pipe(file);
  page.text(order.id);
  page.end();
  file.on('finish', resolve);
  file.on('error', reject);
});
