import { once } from 'node:events';
import { createServer } from 'node:http';
import { readings } from './readings.js';

// A function that another one makes writes for whoever calls it.

const lineTo = out => reading => out.write(`${JSON.stringify(reading)}\n`);

function cellsTo(out) {
  return function cells(reading) {
    out.write(Object.values(reading).join(';'));
    out.write('\n');
  };
}

function askedTo(out) {
  return reading => out.write(`${reading.at} ${reading.value}\n`);
}

function waitingTo(out) {
  return async reading => {
    if (!out.write(`${reading.at} ${reading.value}\n`)) await once(out, 'drain');
  };
}

createServer(async (req, res) => {
  switch (req.url) {
    case '/lines': {
      const line = lineTo(res);
      for await (const reading of readings()) line(reading); // want loop
      break;
    }
    case '/asked': {
      const ask = askedTo(res);
      for await (const reading of readings()) {
        if (!ask(reading)) break;
      }
      break;
    }
    case '/waiting': {
      const wait = waitingTo(res);
      for await (const reading of readings()) await wait(reading);
      break;
    }
    case '/head': {
      const head = lineTo(res);
      head({ at: 'at', value: 'value' });
      break;
    }
    default:
      res.statusCode = 404;
  }
  res.end();
}).listen(8080);

createServer(async (req, res) => {
  const cells = cellsTo(res);
  for await (const reading of readings()) cells(reading); // want loop
  res.end();
}).listen(8081);
