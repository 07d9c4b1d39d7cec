import { log, start } from './child.js';

/** The runner of a coroutine comes back to it: no `yield` is its end. */
export function* convert(task, ms) {
  let timer;
  let result;
  try {
    const child = start(task);
    timer = setTimeout(() => {
      timer = undefined;
      child.kill();
    }, ms);
    result = yield child.ended;
  } catch (error) {
    log(error);
    result = error;
  }
  if (timer !== undefined) clearTimeout(timer);
  return result;
}

/** Whoever takes the lines may leave after any of them. */
export function* linesOf(task, ms) {
  const child = start(task);
  const timer = setTimeout(() => child.kill(), ms); // want onThrow
  for (const line of child.lines) {
    if (line) yield line;
  }
  clearTimeout(timer);
}
