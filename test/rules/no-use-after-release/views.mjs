import { compress, draw } from './pictures.mjs';

class Buffers {
  #free = [];

  take() {
    return this.#free.pop() ?? Buffer.allocUnsafe(65536);
  }

  give(buffer) {
    buffer.fill(0);
    this.#free.push(buffer);
  }
}

const buffers = new Buffers();

export async function picture(name) {
  const buffer = buffers.take();
  try {
    const length = await draw(name, buffer);
    return buffer.subarray(0, length); // want escapes
  } finally {
    buffers.give(buffer);
  }
}

export async function named(name) {
  const buffer = buffers.take();
  try {
    const length = await draw(name, buffer);
    return { name, bytes: buffer.subarray(0, length) }; // want escapes
  } finally {
    buffers.give(buffer);
  }
}

export async function whole(name) {
  const buffer = buffers.take();
  try {
    await draw(name, buffer);
    return buffer; // want escapes
  } finally {
    buffers.give(buffer);
  }
}

/** What leaves is a copy, a text, or what another one made of it. */
export async function copied(name) {
  const buffer = buffers.take();
  try {
    const length = await draw(name, buffer);
    return Buffer.from(buffer.subarray(0, length));
  } finally {
    buffers.give(buffer);
  }
}

export async function told(name) {
  const buffer = buffers.take();
  try {
    const length = await draw(name, buffer);
    return buffer.subarray(0, length).toString('base64');
  } finally {
    buffers.give(buffer);
  }
}

export async function compressed(name) {
  const buffer = buffers.take();
  try {
    const length = await draw(name, buffer);
    return await compress(buffer.subarray(0, length));
  } finally {
    buffers.give(buffer);
  }
}

/** Whoever calls it gives it back. */
export async function handed(name) {
  const buffer = buffers.take();
  try {
    const length = await draw(name, buffer);
    return { bytes: buffer.subarray(0, length), done: () => buffers.give(buffer) };
  } catch (error) {
    buffers.give(buffer);
    throw error;
  }
}

/** It is looked at before anybody else can get it. */
export function measured(name) {
  const buffer = buffers.take();
  try {
    return buffer.subarray(0, buffer.write(name)); // want escapes potential
  } finally {
    buffers.give(buffer);
  }
}
