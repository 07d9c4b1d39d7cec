const dayjs = require('dayjs');
const { table } = require('./table.cjs');

/** A command that shows the jobs until somebody presses Ctrl-C. */
class Commands {
  constructor(client) {
    this.client = client;
  }

  jobs(options, done) {
    this.client.list((error, jobs) => {
      if (error) return done(error);
      if (!options.follow) return done(null, jobs);
      const draw = () => {
        process.stdout.write('\x1b[2J\x1b[H');
        console.log(dayjs().format('HH:mm:ss'));
        this.client.list((failed, fresh) => table(failed ? [] : fresh));
      };
      draw();
      setInterval(draw, 1_000);
    });
  }

  disconnect() {
    this.client.close();
  }
}

/** What it clears away by may be cleared by those who have it. */
class Lookups {
  constructor({ fetch, ttl }) {
    this._fetch = fetch;
    this._found = new Map();
    if (ttl) this._sweeper = setInterval(() => this._found.clear(), ttl); // want unclosed potential
  }

  get(key) {
    return this._found.get(key) ?? this._fetch(key);
  }
}

class Window {
  constructor(ms) {
    this.count = 0;
    this.timer = setInterval(() => { // want unclosed potential
      this.count = 0;
    }, ms);
  }
}

exports.windowFor = ms => new Window(ms);

module.exports = { Commands, Lookups };
