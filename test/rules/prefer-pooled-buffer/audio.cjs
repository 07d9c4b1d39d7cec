// strict
const net = require('node:net');
const { crc32, gzipSync } = require('node:zlib');
const { encode } = require('./codec');

const server = net.createServer(socket => {
  socket.on('data', chunk => {
    const padded = Buffer.alloc(2048); // want turn
    chunk.copy(padded, 0, 0, Math.min(chunk.length, 2048));
    socket.emit('checksum', crc32(padded));
  });
  socket.on('drain', () => {
    const frame = new Float32Array(1024);
    encode(frame);
  });
});

function mix(target, source) {
  for (let index = 0; index < source.length; index++) target[index % target.length] += source[index];
  return gzipSync(target).length;
}

function sizes(tracks) {
  return tracks.map(track => {
    const mixed = new Float32Array(2048); // want turn
    return mix(mixed, track);
  });
}

function cached(tracks) {
  let scratch;
  for (const track of tracks) {
    scratch ??= new Float32Array(2048);
    mix(scratch, track);
  }
}

function* frames(count) {
  for (let index = 0; index < count; index++) {
    const frame = Buffer.alloc(4096);
    frame[0] = index;
    yield frame;
  }
}

module.exports = { server, sizes, cached, frames };
