'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { exec, execFile, spawn } = require('node:child_process');
const mysql = require('mysql');

const pool = mysql.createPool({ connectionLimit: 10, connectTimeout: 2000 });

function readConfig(file) {
  return new Promise((resolve, reject) => { // want branch
    fs.readFile(file, 'utf8', (err, text) => {
      if (err) return;
      resolve(JSON.parse(text));
    });
  });
}

function readLoudly(file) {
  return new Promise((resolve, reject) => { // want branch
    fs.readFile(file, 'utf8', (err, text) => {
      if (err) {
        console.error('cannot read', err);
        return;
      }
      resolve(text);
    });
  });
}

function readWell(file) {
  return new Promise((resolve, reject) => {
    fs.readFile(file, 'utf8', (err, text) => {
      if (err) reject(err);
      else resolve(text);
    });
  });
}

function exists(file) {
  return new Promise(resolve => {
    fs.access(file, err => resolve(!err));
  });
}

function versionOf(tool) {
  return new Promise(resolve => { // want ignored
    exec(`${tool} --version`, (err, stdout) => {
      resolve(stdout.trim());
    });
  });
}

function versionIfAny(tool) {
  return new Promise(resolve => {
    execFile(tool, ['--version'], (_err, stdout) => resolve(stdout));
  });
}

function findUser(id) {
  return new Promise((resolve, reject) => { // want branch
    pool.query('SELECT * FROM user WHERE id = ?', [id], (error, rows) => {
      if (error) return reject(error);
      if (rows.length > 0) {
        resolve(rows[0]);
      }
    });
  });
}

function countUsers() {
  return new Promise((resolve, reject) => { // want thrown
    pool.query('SELECT COUNT(*) AS count FROM user', (error, rows) => {
      if (error) throw error;
      resolve(rows[0].count);
    });
  });
}

function convert(input, output) {
  return new Promise((resolve, reject) => { // want branch
    const child = spawn('convert', [input, output]);
    child.on('error', reject);
    child.on('exit', code => {
      if (code === 0) resolve(output);
    });
  });
}

function convertWell(input, output) {
  return new Promise((resolve, reject) => {
    const child = spawn('convert', [input, output]);
    child.on('error', reject);
    child.on('exit', code => {
      if (code === 0) resolve(output);
      else reject(new Error(`exit ${code}`));
    });
  });
}

function thumbnail(input) {
  return new Promise((resolve, reject) => { // want fatal
    const child = spawn('thumb', [input]);
    child.on('close', code => {
      if (code === 0) resolve(path.basename(input));
      else reject(new Error(`exit ${code}`));
    });
  });
}

function checksum(file) {
  return new Promise(resolve => { // want fatal
    const hash = require('node:crypto').createHash('sha256');
    const stream = fs.createReadStream(file);
    stream.on('data', chunk => hash.update(chunk));
    stream.on('end', () => resolve(hash.digest('hex')));
  });
}

function checksumWell(file) {
  return new Promise((resolve, reject) => {
    const hash = require('node:crypto').createHash('sha256');
    fs.createReadStream(file)
      .on('data', chunk => hash.update(chunk))
      .on('end', () => resolve(hash.digest('hex')))
      .on('error', reject);
  });
}

function copy(from, to) {
  return new Promise((resolve, reject) => {
    const target = fs.createWriteStream(to);
    const source = fs.createReadStream(from);
    const done = err => (err ? reject(err) : resolve());
    source.once('error', done);
    target.once('error', done);
    target.once('finish', done);
    source.pipe(target);
  });
}

function textOf(stream) {
  return new Promise(resolve => { // want unheard
    const chunks = [];
    stream.on('data', chunk => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks).toString()));
  });
}

module.exports = { readConfig, readLoudly, readWell, exists, countUsers, versionOf, versionIfAny, findUser, convert, convertWell, thumbnail };
Object.assign(module.exports, { checksum, checksumWell, copy, textOf });

/** Who pipes into it hears nothing of its failure, and the log settles nothing. */
async function exportRows(rows, file, log) {
  const out = fs.createWriteStream(file);
  out.on('error', error => log.error(error.message));
  rows.pipe(out);
  await new Promise(resolve => { // want unheard
    out.on('finish', resolve);
  });
}

async function exportRowsOrFail(rows, file, log) {
  const out = fs.createWriteStream(file);
  out.on('error', error => log.error(error.message));
  rows.pipe(out);
  await new Promise((resolve, reject) => {
    out.on('finish', resolve);
    out.on('error', reject);
  });
}
