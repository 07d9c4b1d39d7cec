import { createPool } from 'generic-pool';

const frames = createPool({ create: async () => Buffer.alloc(16_384), destroy: async () => {} });

export async function send(socket, encode) {
  const frame = await frames.acquire();
  const length = encode(frame);
  await new Promise((resolve, reject) => {
    socket.write(frame.subarray(0, length), error => (error ? reject(error) : resolve()));
  });
  await frames.release(frame); // want uncleared
}

export async function destroyed(encode) {
  const frame = await frames.acquire();
  try {
    return encode(frame);
  } finally {
    await frames.destroy(frame);
  }
}
