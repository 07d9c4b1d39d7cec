import { execFile } from 'node:child_process';
import { request } from 'node:https';
import { pipeline } from 'node:stream';
import { parse } from './parsing.js';

// What is told of a failure alone leaves success to others.
export function audit(input, parser) {
  const rows = [];
  parser.on('data', row => rows.push(row));
  return new Promise((resolve, reject) => {
    input.feed(parser, error => {
      if (error != null) reject(error);
    });
    parser.on('error', reject);
    parser.on('end', () => resolve(rows));
  });
}

export function auditOnce(input) {
  return new Promise((resolve, reject) => { // want branch
    input.feed(error => {
      if (error == null) resolve();
      else if (error.fatal) reject(error);
    });
  });
}

/** A pipe tells of the failure of all that is part of it. */
export function submit(url, form) {
  return new Promise((resolve, reject) => {
    const upload = request(url, { method: 'POST' }, answer => {
      if (answer.statusCode === 200) resolve();
      else reject(new Error('not taken'));
    });
    pipeline(form, upload, error => {
      if (error != null) reject(error);
    });
  });
}

/** A promise that looks after its own failure knows none. */
export function whole(parts, source) {
  return new Promise((resolve, reject) => {
    const result = Promise.all(parts).catch(reject);
    pipeline(source, process.stdout, error => {
      if (error != null) reject(error);
      else result.then(resolve);
    });
  });
}

/** What it calls settles. */
export function traverse(input) {
  return new Promise((resolve, reject) => {
    const parser = parse({ onend: () => resolve(input.length) });
    input.on('data', chunk => {
      try {
        parser.write(chunk);
      } catch (error) {
        reject(error);
      }
    });
    input.on('error', reject);
    input.on('end', () => {
      try {
        parser.end();
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Goes on without what it could not find out. */
export function version() {
  return new Promise(resolve => {
    execFile('git', ['rev-parse', 'HEAD'], (error, stdout) => {
      resolve((stdout && stdout.trim()) || 'unknown');
    });
  });
}

export function blame() {
  return new Promise(resolve => { // want ignored
    execFile('git', ['blame'], (error, stdout) => {
      resolve(stdout.trim());
    });
  });
}
