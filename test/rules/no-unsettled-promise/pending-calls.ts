import WebSocket from 'ws';

interface Answer {
  id: number;
  result?: unknown;
}

type Settle = (value: unknown) => void;

// Its end is told to a log alone.
export class Forgetful {
  private readonly pending = new Map<number, Settle>();
  private nextId = 1;

  constructor(private readonly socket: WebSocket) {
    this.socket.on('message', data => this.onMessage(data.toString()));
    this.socket.on('close', code => this.onClose(code));
    this.socket.on('error', error => console.error(error));
  }

  call(method: string): Promise<unknown> {
    const id = this.nextId++;
    return new Promise(resolve => { // want unheard
      this.pending.set(id, resolve as Settle);
      this.socket.send(JSON.stringify({ id, method }));
    });
  }

  private onMessage(raw: string): void {
    const answer = JSON.parse(raw) as Answer;
    const settle = this.pending.get(answer.id);
    this.pending.delete(answer.id);
    settle?.(answer.result);
  }

  private onClose(code: number): void {
    console.info('gone', code, this.pending.size);
    this.pending.clear();
  }
}

export class Careful {
  private readonly pending = new Map<number, Settle>();
  private nextId = 1;

  constructor(private readonly socket: WebSocket) {
    this.socket.on('message', data => this.onMessage(data.toString()));
    this.socket.on('close', () => this.onClose());
    this.socket.on('error', error => console.error(error));
  }

  call(method: string): Promise<unknown> {
    const id = this.nextId++;
    return new Promise(resolve => {
      this.pending.set(id, resolve as Settle);
      this.socket.send(JSON.stringify({ id, method }));
    });
  }

  private onMessage(raw: string): void {
    const answer = JSON.parse(raw) as Answer;
    const settle = this.pending.get(answer.id);
    this.pending.delete(answer.id);
    settle?.(answer.result);
  }

  private onClose(): void {
    console.info('gone', this.pending.size);
    for (const settle of this.pending.values()) settle(undefined);
    this.pending.clear();
  }
}
