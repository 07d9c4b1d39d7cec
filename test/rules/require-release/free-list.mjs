/** What does not come back is collected, and another one made. */
class Buffers {
  #free = [];

  acquire() {
    return this.#free.pop() ?? Buffer.alloc(16_384);
  }

  release(buffer) {
    this.#free.push(buffer.fill(0));
  }
}

const buffers = new Buffers();

export async function sent(socket, message) {
  const buffer = buffers.acquire();
  const length = buffer.write(JSON.stringify(message));
  await socket.send(buffer.subarray(0, length));
  buffers.release(buffer);
}
