import { fetchPage } from './pages.js';

(source => {
  let timer = null;
  let lines = [];

  const flush = () => {
    const ready = lines;
    lines = [];
    source.send(ready);
  };

  // A module that wraps itself in a function has but one such timer, which each call puts off.
  const schedule = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(flush, 10_000);
  };

  source.each(line => {
    lines.push(line);
    schedule();
  });
})(globalThis.source);

/** The next try is no deadline: nothing else settles the promise. */
export const tryAgain = (request, left = 10) =>
  fetchPage(request).then(page => {
    if (page.status === 200) return page;
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        tryAgain(request, left - 1).then(resolve).catch(reject);
      }, 10);
    });
  });

/** What is put off for half a second is over before anybody minds. */
export function backUp(archive, output, most) {
  return new Promise((resolve, reject) => {
    output.on('close', resolve);
    archive.on('error', reject);
    archive.on('progress', ({ bytes }) => {
      if (bytes < most) return;
      archive.abort();
      setTimeout(() => output.destroy(new Error('too large')), 500);
    });
    archive.pipe(output);
  });
}

/** An async function that is only started cannot fail until it is waited for. */
export async function readAll(names, load) {
  let timeout;
  const late = new Promise((_, reject) => {
    timeout = setTimeout(() => reject(new Error('late')), names.length * 10_000);
  });
  const work = (async () => {
    for (const name of names) await load(name);
  })();
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timeout);
  }
}

export async function readSome(names, load) {
  let timeout;
  const late = new Promise((_, reject) => {
    timeout = setTimeout(() => reject(new Error('late')), names.length * 10_000); // want onThrow
  });
  const work = (async () => {
    for (const name of names) await load(name);
  })();
  await Promise.race([work, late]);
  clearTimeout(timeout);
}

/** Where the timer says that it has fired, nothing is left to clear. */
export async function answer(plugin, res) {
  let isLate = false;
  const timeout = setTimeout(() => {
    isLate = true;
    res.status(504).end();
  }, 10_000);
  let body;
  try {
    body = await plugin.run();
  } catch (error) {
    clearTimeout(timeout);
    throw error;
  }
  if (isLate) return;
  clearTimeout(timeout);
  res.json(body);
}

export async function answerOnce(plugin, res) {
  let isLate = false;
  const timeout = setTimeout(() => { // want onExit
    isLate = true;
    res.status(504).end();
  }, 10_000);
  let body;
  try {
    body = await plugin.run();
  } catch (error) {
    clearTimeout(timeout);
    throw error;
  }
  if (body === undefined) return;
  if (!isLate) clearTimeout(timeout);
  res.json(body);
}

/** Neither promise knows a failure, so that the race cannot throw. */
export async function waitForConnection(queue, ms) {
  let timer;
  let isLate = false;
  const connected = new Promise(resolve => {
    queue.push(resolve);
  });
  await Promise.race([
    connected,
    new Promise(resolve => {
      timer = setTimeout(() => {
        isLate = true;
        resolve();
      }, ms);
    }),
  ]);
  if (isLate) throw new Error('too late');
  clearTimeout(timer);
}

/** Somebody else may have said so, and then the timer goes on. */
export async function answerUnlessGone(plugin, req, res) {
  let isOver = false;
  req.on('close', () => {
    isOver = true;
  });
  const timeout = setTimeout(() => { // want onExit
    isOver = true;
    res.status(504).end();
  }, 10_000);
  let body;
  try {
    body = await plugin.run();
  } catch (error) {
    clearTimeout(timeout);
    throw error;
  }
  if (isOver) return;
  clearTimeout(timeout);
  res.json(body);
}
