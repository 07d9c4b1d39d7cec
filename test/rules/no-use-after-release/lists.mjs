import dgram from 'node:dgram';
import net from 'node:net';

const size = 2048;
const free = [];

const take = () => free.pop() ?? Buffer.allocUnsafe(size);

function give(buffer) {
  buffer.fill(0);
  free.push(buffer);
}

export class Relay {
  #socket = dgram.createSocket('udp4');
  #targets;

  constructor(targets) {
    this.#targets = targets;
  }

  relay(message) {
    const buffer = take();
    const length = message.copy(buffer);
    for (const { host, port } of this.#targets) {
      this.#socket.send(buffer, 0, length, port, host); // want pending
    }
    give(buffer);
  }

  relayTo(message, { host, port }) {
    const buffer = take();
    const length = message.copy(buffer);
    this.#socket.send(buffer, 0, length, port, host, () => give(buffer));
  }

  relayCopy(message, { host, port }) {
    const buffer = take();
    const length = message.copy(buffer);
    this.#socket.send(Buffer.from(buffer.subarray(0, length)), port, host);
    give(buffer);
  }
}

class Frames {
  #idle = [];

  acquire() {
    return this.#idle.pop() ?? Buffer.alloc(size);
  }

  release(frame) {
    frame.fill(0);
    if (this.#idle.length < 64) this.#idle.push(frame);
  }
}

const frames = new Frames();

export function publish(socket, ticks) {
  const frame = frames.acquire();
  let at = 0;
  for (const { bid } of ticks) at = frame.writeDoubleLE(bid, at);
  socket.write(frame.subarray(0, at)); // want pending
  frames.release(frame);
}

export function checksum(text, hash) {
  const frame = frames.acquire();
  const length = frame.write(text);
  hash.update(frame.subarray(0, length));
  frames.release(frame);
  return hash.digest('hex');
}

export function reply(text) {
  const frame = free.pop() ?? Buffer.alloc(size);
  const length = frame.write(text);
  const socket = net.connect(7000);
  socket.end(frame.subarray(0, length)); // want pending
  frame.fill(0);
  free.push(frame);
}

class Blocks {
  #spare = [];

  take() {
    return this.#spare.pop() || Buffer.alloc(size);
  }

  put(block) {
    if (this.#spare.length < 32) this.#spare.push(block.fill(0));
  }
}

const blocks = new Blocks();

export function report(socket, text) {
  const block = blocks.take();
  const length = block.write(text, 'latin1');
  socket.write(block.subarray(0, length)); // want pending
  blocks.put(block);
}

export function reportAtLeisure(socket, text) {
  const block = blocks.take();
  const length = block.write(text, 'latin1');
  socket.write(block.subarray(0, length), () => blocks.put(block));
}
