/** Who writes a head is a response, whatever stands beside it. */
function answer(res, status, body) {
  res.writeHead(status); // in handler request
  res.end(JSON.stringify(body));
}

export function health(req, res) {
  answer(res, 200, { ok: load() }); // in handler request
}

export const live = new Map([['/load', stream]]);

function stream(req, res) {
  res.writeHead(200, { 'content-type': 'text/event-stream' }); // in handler request
}

export function tracked(call, sink) {
  sink.write(load()); // in call
  sink.end();
}

function load() {
  return process.memoryUsage().rss;
}
