type Closer = (removed: boolean, done: () => void) => void;

declare function prepare(close: Closer): boolean;

/** The flag says that the promise is settled. */
export function closeAll(closers: Closer[]): Promise<unknown> {
  return Promise.all(closers.map(close => new Promise<void>(resolve => {
    let settled = false;
    try {
      const removed = prepare(close);
      close(removed, () => {
        if (!settled) {
          settled = true;
          resolve();
        }
      });
    } catch {
      if (!settled) {
        settled = true;
        resolve();
      }
    }
  })));
}

/** This one says something else. */
export function closeFirst(close: Closer): Promise<void> {
  return new Promise<void>(resolve => { // want branch
    let begun = false;
    try {
      begun = true;
      const removed = prepare(close);
      close(removed, () => {
        resolve();
      });
    } catch {
      if (!begun) resolve();
    }
  });
}

declare function load(id: string): Promise<string | undefined>;
declare function whenReady(done: (id: string) => void): void;

/** What was found is no flag. */
export function nameOf(): Promise<string> {
  return new Promise<string>((resolve, reject) => { // want thrown
    whenReady(id => {
      void (async () => {
        const found = await load(id);
        if (!found) reject(new Error(`no ${id}`));
        else resolve(await load(found) ?? found);
      })();
    });
  });
}
