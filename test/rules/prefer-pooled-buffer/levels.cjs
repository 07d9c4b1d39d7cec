// strict
const dgram = require('node:dgram');
const { unpack, seal } = require('./opus');

const meter = dgram.createSocket('udp4');

// Who fills it and tells how much most likely keeps nothing.
meter.on('message', packet => {
  const samples = Buffer.alloc(8192); // want request potential
  const count = unpack(packet, samples);
  let peak = 0;
  for (let at = 0; at + 1 < count; at += 2) peak = Math.max(peak, samples.readInt16LE(at));
  meter.emit('peak', peak);
});

// Who is given it and gives nothing may well keep it.
meter.on('message', packet => {
  const sealed = Buffer.alloc(8192);
  packet.copy(sealed);
  seal(sealed);
});

// What comes back is not read here.
meter.on('message', packet => {
  const sealed = Buffer.alloc(8192);
  const receipt = unpack(packet, sealed);
  meter.emit('sealed', receipt);
});
