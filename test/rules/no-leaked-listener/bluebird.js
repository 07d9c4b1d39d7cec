import Bluebird from 'bluebird';

const ENDED = 'ended';

/** A promise of the package is one like any other. */
export class Driver {
  constructor(events) {
    this.events = events;
  }

  async execute(command, ...args) {
    return Bluebird.race([
      this[command](...args),
      new Bluebird((resolve, reject) => this.events.on(ENDED, reject)), // want never
    ]);
  }

  async executeAlone(command, ...args) {
    let onEnded;
    const ended = new Bluebird((resolve, reject) => {
      onEnded = reject;
      this.events.on(ENDED, onEnded);
    });
    try {
      return await Bluebird.race([this[command](...args), ended]);
    } finally {
      this.events.off(ENDED, onEnded);
    }
  }
}
