/** What ends a part of the object is not its end: the check of the battery has nothing to do with the call. */
export class Camera {
  #battery?: NodeJS.Timeout;
  #call?: { hangUp(): void };

  startBatteryCheck(): void {
    if (this.#battery) clearInterval(this.#battery);
    this.#battery = setInterval(() => this.checkBattery(), 60_000);
  }

  startIntercom(call: { hangUp(): void }): void {
    this.#call = call;
  }

  stopIntercom(): void {
    this.#call?.hangUp();
  }

  checkBattery(): void {
    console.log('battery');
  }
}

/** What is begun with the part ends with it. */
export class Doorbell {
  #poll?: NodeJS.Timeout;
  #call?: { hangUp(): void };

  startIntercom(call: { hangUp(): void }): void {
    this.#call = call;
    this.poll();
  }

  poll(): void {
    if (this.#poll) clearInterval(this.#poll);
    this.#poll = setInterval(() => console.log('still there'), 1_000); // want forgotten
  }

  stopIntercom(): void {
    this.#call?.hangUp();
  }
}

/** Without a delay it is over before anybody closes the object. */
export class Media {
  #timer?: NodeJS.Timeout;
  #sdp = '';

  describe(done: (sdp: string) => void): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      done(this.#sdp);
    }, 0);
  }

  /** This one is not. */
  describeLater(done: (sdp: string) => void): void {
    this.#timer = setTimeout(() => { // want forgotten potential
      this.#timer = undefined;
      done(this.#sdp);
    }, 5_000);
  }

  renew(sdp: string): void {
    clearTimeout(this.#timer);
    this.#sdp = sdp;
  }

  close(): void {
    this.#sdp = '';
  }
}

/** Nobody stops this one at all. */
export class Offers {
  #timer?: NodeJS.Timeout;
  #sdp = '';

  describe(done: (sdp: string) => void): void {
    this.#timer = setTimeout(() => done(this.#sdp), 0);
  }

  describeLater(done: (sdp: string) => void): void {
    this.#timer = setTimeout(() => done(this.#sdp), 5_000); // want forgotten
  }

  get isPending(): boolean {
    return this.#timer !== undefined;
  }

  close(): void {
    this.#sdp = '';
  }
}

/** Whoever gives it no end mostly has one of it. */
export class Chat {
  constructor() {
    setInterval(() => this.purge(), 3_600_000); // want unclosed potential
  }

  purge(): void {
    console.log('purged');
  }
}

interface Line {
  hangUp(): void;
}

/** It goes on after `disconnect`, which it calls itself to connect anew: what looks after the tokens is not of one connection. */
export class Player {
  line: Line | undefined;

  onModuleInit(): void {
    setInterval(() => this.refreshToken(), 3_600_000); // want unclosed potential
  }

  onSettingsChange(dial: () => Line): void {
    this.disconnect();
    this.connect(dial);
  }

  connect(dial: () => Line): void {
    this.line = dial();
  }

  disconnect(): void {
    this.line?.hangUp();
  }

  refreshToken(): void {
    console.log('refreshed');
  }
}

/** Each connection begins one more. */
export class Pinger {
  line: Line | undefined;

  onSettingsChange(dial: () => Line): void {
    this.disconnect();
    this.connect(dial);
  }

  connect(dial: () => Line): void {
    this.line = dial();
    this.beat();
  }

  beat(): void {
    setInterval(() => console.log('still there'), 1_000); // want forgotten
  }

  disconnect(): void {
    this.line?.hangUp();
  }
}

/** Nobody connects it anew. */
export class Ticker {
  line: Line | undefined;

  run(): void {
    setInterval(() => console.log('tick'), 1_000); // want forgotten
  }

  connect(dial: () => Line): void {
    this.line = dial();
  }

  disconnect(): void {
    this.line?.hangUp();
  }
}
