/** What stops a timer may stand in the class that another one extends. */
class Job {
  protected timer: NodeJS.Timeout | undefined;

  stop(): void {
    clearInterval(this.timer);
  }
}

export class SyncJob extends Job {
  start(): void {
    this.timer = setInterval(() => this.sync(), 60_000);
  }

  close(): void {
    this.stop();
  }

  private sync(): void {
    process.stdout.write('.');
  }
}

/** Nobody closes it but by the method that it has of its parent. */
export class MailJob extends Job {
  start(): void {
    this.timer = setInterval(() => this.send(), 60_000);
  }

  private send(): void {
    process.stdout.write('@');
  }
}

export class ReportJob extends Job {
  #due: NodeJS.Timeout | undefined;
  #at = 0;

  start(): void {
    this.#due = setInterval(() => this.#report(), 60_000); // want forgotten
  }

  skip(): void {
    clearInterval(this.#due);
  }

  close(): void {
    this.#at = 0;
  }

  #report(): void {
    this.#at += 1;
  }
}

/** What a class leaves to those that extend it may do all that is to be done. */
export abstract class Feed {
  protected beat: NodeJS.Timeout | undefined;

  abstract leave(): void;

  open(): void {
    clearInterval(this.beat);
    this.beat = setInterval(() => process.stdout.write('.'), 1_000);
  }

  pause(): void {
    clearInterval(this.beat);
  }

  close(): void {
    this.leave();
  }
}

export class Beacon {
  private beat: NodeJS.Timeout | undefined;
  private isOpen = false;

  open(): void {
    this.isOpen = true;
    this.beat = setInterval(() => process.stdout.write('.'), 1_000); // want forgotten
  }

  pause(): void {
    clearInterval(this.beat);
  }

  leave(): void {
    this.isOpen = false;
  }

  close(): void {
    if (this.isOpen) this.leave();
  }
}

/** A name may be any text. */
export class Odd {
  #ticks = 0;
  private timer: NodeJS.Timeout | undefined;

  'start('(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => (this.#ticks += 1), 1_000); // want forgotten
  }

  pause(): void {
    clearInterval(this.timer);
  }

  'stop['(): void {
    this.#ticks = 0;
  }
}
