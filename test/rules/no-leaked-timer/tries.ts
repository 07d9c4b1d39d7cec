import { get, type IncomingMessage } from 'node:http';

/** Another try begins a little later: no guard, for nothing else answers then. */
export function load(url: string, tries = 3): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(url, response => {
      response.on('error', error => {
        if (tries > 0) setTimeout(() => resolve(load(url, tries - 1)), 500);
        else reject(error);
      });
      resolve(response);
    });
    request.on('error', error => {
      if (tries > 0) {
        setTimeout(() => {
          resolve(load(url, tries - 1));
        }, 500);
      } else {
        reject(error);
      }
    });
  });
}

/** What is answered in place of the work is a guard. */
export function loadInTime(url: string): Promise<IncomingMessage | undefined> {
  return new Promise((resolve, reject) => {
    setTimeout(() => resolve(undefined), 5_000); // want guard
    get(url, resolve).on('error', reject);
  });
}

/** It looks again and again, from the first time on, until its deadline has come. */
export function untilUp(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error('not up in time')), 20_000);
    const look = (): void => {
      get(url, response => {
        response.resume();
        clearTimeout(deadline);
        resolve();
      }).on('error', () => setTimeout(look, 1_000));
    };
    setTimeout(look, 500);
  });
}

/** The second step starts a little later, and only where the first went well. */
export function settled(evaluate: (script: string) => Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    evaluate('prepare()')
      .then(() => {
        setTimeout(() => {
          evaluate('result()').then(resolve).catch(reject);
        }, 1_000);
      })
      .catch(error => reject(error));
  });
}

/** Here something goes on behind it, and may fail. */
export function guarded(evaluate: (script: string) => Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    evaluate('prepare()')
      .then(async () => {
        setTimeout(() => resolve('nothing'), 1_000); // want guard
        resolve(await evaluate('result()'));
      })
      .catch(error => reject(error));
  });
}
