import { EventEmitter } from 'node:events';

interface Target {
  reload(): Promise<void>;
}

// Its own listeners are none of those that it put on others.
export class Reloader extends EventEmitter {
  constructor(private readonly target: Target) {
    super();
    process.on('SIGHUP', this.reload); // want forgotten
  }

  private readonly reload = (): void => {
    this.target.reload().then(() => this.emit('reloaded'), (error: unknown) => this.emit('failed', error));
  };

  dispose(): void {
    this.removeAllListeners();
  }
}

// Whatever else the line may be called, all are gone from it.
export class Tap {
  private readonly own: EventEmitter;

  constructor(private readonly line: EventEmitter) {
    this.own = line;
    this.line.on('text', this.tell); // want forgotten potential
  }

  private readonly tell = (text: string): void => {
    console.info(text);
  };

  dispose(): void {
    this.own.removeAllListeners();
  }
}
