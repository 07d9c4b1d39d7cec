'use strict';

const { spawn } = require('node:child_process');
const { createWriteStream } = require('node:fs');
const { PassThrough, Writable } = require('node:stream');
const readline = require('node:readline');

const log = createWriteStream('/var/log/app.log', { flags: 'a' });

// One line for each call is no loop.
exports.write = line => {
  log.write(`${line}\n`);
};

exports.writeAll = lines => {
  for (const line of lines) log.write(`${line}\n`); // want loop
};

exports.generate = function* (lines) {
  for (const line of lines) yield `${line}\n`;
};

exports.merge = async inputs => {
  const out = new PassThrough();
  for (const input of inputs) {
    for await (const chunk of input) {
      out.write(chunk); // want loop
    }
  }
  out.end();
  return out;
};

exports.prompt = questions => {
  const ask = readline.createInterface({ input: process.stdin, output: process.stdout });
  for (const question of questions) ask.write(question);
};

exports.tee = (source, one, other) => {
  const sink = new Writable({
    write(chunk, encoding, done) {
      one.write(chunk, encoding);
      other.write(chunk, encoding, done);
    },
  });
  source.pipe(sink);
};

exports.rotate = async (days, open) => {
  for (const day of days) {
    const file = createWriteStream(`/var/log/${day}.log`);
    file.write(await open(day));
    file.end();
  }
};

// Each turn waits for the answer to a question, and a disk is faster than that.
exports.report = async (client, collections, path) => {
  const out = createWriteStream(path);
  for (const collection of collections) {
    const count = await client.collection(collection).countDocuments();
    out.write(`${collection}: ${count}\n`); // want loop potential
  }
  out.end();
};

// Of one answer many lines are written.
exports.dump = async (client, path) => {
  const out = createWriteStream(path);
  for (let page = 0; ; page += 1) {
    const rows = await client.page(page);
    if (rows.length === 0) break;
    for (const row of rows) {
      out.write(`${JSON.stringify(row)}\n`); // want loop
    }
  }
  out.end();
};

// Who is killed is written to no more.
exports.readPanel = (command, done) => {
  const child = spawn(command);
  const seen = [];
  const finish = () => {
    child.stdin.write('\u0003');
    child.kill('SIGTERM');
    done(seen);
  };
  child.stdout.on('data', chunk => {
    seen.push(chunk);
    if (chunk.includes('ready')) finish();
  });
};
