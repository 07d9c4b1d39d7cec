// A turn of the interval that fails rejects, and the interval goes on.
export function waitFor(check: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const poll = setInterval(() => { // want outrun
      check()
        .then(isDone => {
          if (!isDone) return;
          clearInterval(poll);
          resolve();
        })
        .catch((error: unknown) => {
          reject(new Error('cannot check', { cause: error }));
        });
    }, 5000);
  });
}

export function waitIn(check: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const poll = setInterval(async () => { // want outrun
      try {
        if (!(await check())) return;
        clearInterval(poll);
        resolve();
      } catch (error) {
        reject(error);
      }
    }, 5000);
  });
}

export function waitRight(check: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const poll = setInterval(async () => {
      try {
        if (!(await check())) return;
        clearInterval(poll);
        resolve();
      } catch (error) {
        clearInterval(poll);
        reject(error);
      }
    }, 5000);
  });
}

// It is cleared before anything can fail.
export function waitOnce(check: () => Promise<boolean>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const poll = setInterval(async () => {
      try {
        clearInterval(poll);
        resolve(await check());
      } catch (error) {
        reject(error);
      }
    }, 5000);
  });
}

interface Session { rpc: { registerHandler(name: string, fn: () => void): void }; ping(): void; run(): Promise<void> }

// What only remembers whom to call does not fail.
export async function keepAlive(session: Session): Promise<void> {
  const beat = setInterval(() => session.ping(), 2000);
  session.rpc.registerHandler('ping', () => session.ping());
  try {
    await session.run();
  } finally {
    clearInterval(beat);
  }
}
