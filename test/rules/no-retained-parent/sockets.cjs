const net = require('node:net');
const fs = require('node:fs');
const { promisify } = require('node:util');
const zlib = require('node:zlib');

const gunzip = promisify(zlib.gunzip);
const sessions = new Map();
const frames = [];
const pending = [];

net.createServer(socket => {
  sessions.set(socket.remoteAddress, { hello: undefined });
  socket.on('data', chunk => {
    const session = sessions.get(socket.remoteAddress);
    session.hello = chunk.subarray(0, 16); // want bytes
    pending.push(chunk.subarray(0, 4));
    let body = chunk;
    body = body.subarray(4);
    socket.write(body);
  });
  socket.on('end', () => {
    for (const part of pending.splice(0)) socket.write(part);
  });
}).listen(4000);

function remember(file) {
  fs.readFile(file, (error, bytes) => {
    if (error) return;
    frames.push(bytes.subarray(0, 64)); // want bytes
  });
}

async function unpack(file) {
  const packed = fs.readFileSync(file);
  const bytes = await gunzip(packed);
  frames.push({ file, head: bytes.slice(0, 64) }); // want bytes
  const scratch = Buffer.alloc(64 * 1024);
  const count = fs.readSync(fs.openSync(file), scratch);
  frames.push(scratch.subarray(0, count)); // want bytes
}

function parse(file) {
  const bytes = fs.readFileSync(file);
  let offset = 0;
  while (offset < bytes.length) {
    const length = bytes.readUInt32BE(offset);
    frames.push(bytes.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
}

module.exports = { remember, unpack, parse };
