const http = require('node:http');
const https = require('node:https');
const fs = require('node:fs');
const net = require('node:net');
const zlib = require('node:zlib');
const { spawn } = require('node:child_process');
const { StringDecoder } = require('node:string_decoder');
const express = require('express');

const app = express();

app.post('/notes', (req, res) => {
  let body = '';
  req.on('data', chunk => {
    body += chunk; // want bytes
  });
  req.on('end', () => res.json(JSON.parse(body)));
});

http.createServer(async (req, res) => {
  let body = '';
  for await (const chunk of req) body += chunk; // want bytes
  res.end(body);
}).listen(8080);

function download(url, done) {
  https.get(url, res => {
    let text = '';
    res.on('data', function (chunk) { text = text + chunk.toString('utf8'); }); // want bytes
    res.on('end', () => done(null, text));
  }).on('error', done);
}

function counted(url, done) {
  https.get(url, res => {
    let text = '';
    let size = 0;
    res.on('data', chunk => {
      size += chunk.length;
      text += chunk; // want bytes
    });
    res.on('end', () => done(null, text, size));
  });
}

function copies(req, file, done) {
  let body = '';
  req.pipe(fs.createWriteStream(file));
  req.on('data', chunk => {
    body += chunk; // want append potential
  });
  req.on('end', () => done(body));
}

function proxied(file, out, done) {
  const source = fs.createReadStream(file);
  let text = '';
  source.on('data', chunk => { text += `${chunk}`; }); // want bytes
  source.on('end', () => done(text));
  source.pipe(out);
}

function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    let out = '';
    let errors = 'stderr: ';
    child.stdout.on('data', data => { out += data; }); // want bytes
    child.stderr.on('error', reject).on('data', data => { errors += String(data); }); // want bytes
    child.on('close', code => (code === 0 ? resolve(out) : reject(new Error(errors))));
  });
}

async function unpacked(file) {
  const source = fs.createReadStream(file).pipe(zlib.createGunzip());
  let text = '';
  // all of it
  for await (const chunk of source) {
    text += Buffer.from(chunk).toString(); // want bytes
  }
  return text;
}

async function straight(file) {
  let text = '';
  for await (const chunk of fs.createReadStream(file)) text += chunk; // want bytes
  return text;
}

class Client {
  constructor(port) {
    this.text = '';
    this.socket = net.connect(port);
    this.socket.on('data', this.onData.bind(this));
  }

  onData(chunk) {
    this.text += chunk; // want bytes
  }
}

async function streamed(response) {
  const { body } = await fetch(response.url);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk); // want bytes
  return text;
}

async function pumped(url) {
  const reader = (await fetch(url)).body.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += new TextDecoder().decode(value); // want bytes
  }
}

async function pumpedWell(url) {
  const reader = (await fetch(url)).body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true }); // want append potential
  }
}

function lines(file, emit) {
  const source = fs.createReadStream(file);
  let rest = '';
  source.on('data', chunk => {
    rest += chunk; // want bytes
    const parts = rest.split('\n');
    rest = parts.pop();
    parts.forEach(emit);
  });
}

function unknownSource(source, done) {
  let text = '';
  source.on('data', chunk => { text += chunk.toString('utf8'); }); // want bytes
  source.on('end', () => done(text));
}

function decoded(file, done) {
  const source = fs.createReadStream(file);
  const decoder = new StringDecoder('utf8');
  let text = '';
  source.on('data', chunk => { text += decoder.write(chunk); }); // want append potential
  source.on('end', () => done(text + decoder.end()));
}

function told(file, done) {
  const source = fs.createReadStream(file);
  let text = '';
  source.setEncoding('utf8').on('data', chunk => { text += chunk; }); // want append potential
  source.on('end', () => done(text));
  let other = '';
  fs.createReadStream(file, 'utf8').on('data', chunk => { other += chunk; }); // want append potential
  fs.createReadStream(file, { encoding: 'utf8' }).on('data', chunk => { other += chunk; }); // want append potential
}

function asHex(file, done) {
  const source = fs.createReadStream(file);
  let text = '';
  source.on('data', chunk => { text += chunk.toString('hex'); }); // want append potential
  source.on('end', () => done(text));
}

module.exports = {
  app, download, counted, copies, proxied, run, unpacked, straight, Client, streamed, pumped, pumpedWell, lines,
  unknownSource, decoded, told, asHex,
};
