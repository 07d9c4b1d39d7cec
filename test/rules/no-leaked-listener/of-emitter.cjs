const { EventEmitter } = require('events');

/** Puts what comes before the session is open aside. */
exports.read = session => {
  const parser = new EventEmitter();
  parser.session = session;
  parser.pending = [];
  parser.on('frame', take);
  parser.on('note', remember);
  parser.once('greeting', greet);
  parser.on('close', leave);
  return parser;
};

/** Called by the parser for each frame, each of which adds a listener to the session. */
function take(frame) {
  const session = this.session;
  session.frames++;
  if (session.isOpen || session.frames === 1) session.handle(frame);
  else session.on('open', () => session.handle(frame)); // want never
}

function remember(note) {
  this.on('flush', () => note.write()); // want never
}

/** These come but once. */
function greet(greeting) {
  this.session.on('open', () => this.session.welcome(greeting));
}

function leave() {
  this.session.on('open', () => this.session.end());
}

/** Its own. */
exports.relay = () => {
  const source = new EventEmitter();
  source.on('row', pass);
  return source;
};

function pass(row) {
  const steps = new EventEmitter();
  steps.on('done', () => row.release());
  this.queue.push(steps);
}
