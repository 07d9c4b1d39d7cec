'use strict';

const fs = require('fs');
const net = require('net');
const http = require('http');
const { EventEmitter, on, once } = require('events');
const { spawn } = require('child_process');
const { loadRows } = require('./rows');
const OpenAI = require('openai');

const openai = new OpenAI();
const bus = new EventEmitter();

function send(res, row) {
  res.write(`${JSON.stringify(row)}\n`);
}

http.createServer(async (req, res) => {
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  if (req.url === '/rows') {
    for (const row of await loadRows()) {
      send(res, row); // want loop
    }
  } else if (req.url === '/chat') {
    const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: [] }, { signal: gone.signal });
    for await (const chunk of stream) res.write(chunk.choices[0].delta.content); // want loop potential
  } else if (req.url === '/events') {
    for await (const [event] of on(bus, 'event', { signal: gone.signal })) {
      res.write(`data: ${event}\n\n`); // want loop potential
    }
  } else if (req.url === '/proxy') {
    const upstream = await fetch('http://origin/feed', { signal: gone.signal });
    const reader = upstream.body.getReader();
    while (true) {
      const { done, value } = await reader.read();
      if (done || res.destroyed) break;
      res.write(value); // want loop
    }
  } else {
    fs.createReadStream('/srv/large.bin')
      .on('data', chunk => res.write(chunk)) // want data
      .on('end', () => res.end());
    return;
  }
  res.end();
}).listen(8080);

net.createServer(socket => {
  const child = spawn('cat');
  child.on('error', error => socket.destroy(error));
  socket.on('data', chunk => {
    child.stdin.write(chunk); // want data
  });
  child.stdout.on('data', chunk => {
    if (!socket.write(chunk)) {
      child.stdout.pause();
      socket.once('drain', () => child.stdout.resume());
    }
  });
}).listen(9000);

function repeat(writer, times) {
  let left = times;
  const out = fs.createWriteStream(writer);
  (function write() {
    let ok = true;
    while (left > 0 && ok) {
      left -= 1;
      ok = out.write('x');
    }
    if (left > 0) out.once('drain', write);
  })();
}

function begin(args) {
  const child = spawn('psql', args);
  return { child, ended: new Promise(resolve => child.once('close', resolve)) };
}

async function copy(rows) {
  const { child, ended } = begin(['-c', 'COPY rows FROM STDIN']);
  for (const row of await rows.all()) {
    child.stdin.write(`${row.join('\t')}\n`); // want loop
  }
  child.stdin.end();
  await ended;
}

async function copyAll(rows) {
  const psql = begin(['-c', 'COPY rows FROM STDIN']);
  for (const row of await rows.all()) {
    psql.child.stdin.write(`${row.join('\t')}\n`); // want loop
  }
  psql.child.stdin.end();
  await psql.ended;
}

async function copyWell(rows) {
  const { child, ended } = begin(['-c', 'COPY rows FROM STDIN']);
  for (const row of await rows.all()) {
    if (!child.stdin.write(`${row.join('\t')}\n`)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await ended;
}

module.exports = { repeat };
