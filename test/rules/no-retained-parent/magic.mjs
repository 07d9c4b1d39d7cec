import { open } from 'node:fs/promises';
import memoize from 'memoize';

export const magicOf = memoize(async (file) => { // want bytes
  const handle = await open(file);
  try {
    return (await handle.readFile()).subarray(0, 8);
  } finally {
    await handle.close();
  }
});

export const sizeOf = memoize(async file => {
  const handle = await open(file);
  try {
    return (await handle.readFile()).length;
  } finally {
    await handle.close();
  }
});
