import type { IncomingMessage } from 'node:http';
import type { Writable } from 'node:stream';

/** Whether all has come is asked where it closes. */
export const read = (req: IncomingMessage, form: Writable): Promise<void> => new Promise((resolve, reject) => {
  form.on('finish', resolve);
  form.on('error', reject);
  req.on('error', reject);
  req.on('close', () => {
    if (!req.complete) reject(new Error('gone'));
  });
  req.pipe(form);
});

/** Who leaves is left waiting for, unless that is told not to happen. */
export const readAll = (req: IncomingMessage, form: Writable, isStrict: boolean): Promise<void> => new Promise((resolve, reject) => { // want branch
  form.on('finish', resolve);
  form.on('error', reject);
  req.on('error', reject);
  req.on('close', () => {
    if (isStrict) reject(new Error('gone'));
  });
  req.pipe(form);
});
