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

/** The loop ends by the flag that is set beside. */
export function pull(model: string, events: AsyncIterator<{ type: string }>): Promise<{ success: boolean }> {
  return new Promise(async resolve => {
    try {
      let done = false;
      while (!done) {
        const { value, done: isOver } = await events.next();
        if (isOver === true) {
          done = true;
          resolve({ success: true });
        } else {
          switch ((value as { type: string }).type) {
            case 'success':
              done = true;
              resolve({ success: true });
              break;
            case 'error':
              done = true;
              resolve({ success: false });
              break;
            default:
              console.info(model);
          }
        }
      }
    } catch (error) {
      console.error(error);
      resolve({ success: false });
    }
  });
}

/** Here one case sets it alone. */
export function pullAndForget(model: string, events: AsyncIterator<{ type: string }>): Promise<{ success: boolean }> {
  return new Promise(async resolve => { // want branch
    try {
      let done = false;
      while (!done) {
        const { value } = await events.next();
        switch ((value as { type: string }).type) {
          case 'success':
            done = true;
            resolve({ success: true });
            break;
          case 'gone':
            done = true;
            break;
          default:
            console.info(model);
        }
      }
    } catch (error) {
      console.error(error);
      resolve({ success: false });
    }
  });
}
