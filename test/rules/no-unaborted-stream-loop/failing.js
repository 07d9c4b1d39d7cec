import http from 'node:http';
import { nextTick } from './ticks.js';

/** A response whose client has gone does not throw, so that the flag is never taken down. */
http.createServer(async (req, res) => {
  let running = true;
  while (running) { // want loop
    try {
      const tick = await nextTick();
      res.write(`data: ${tick}\n\n`);
    } catch {
      running = false;
    }
  }
  res.end();
}).listen(8080);
