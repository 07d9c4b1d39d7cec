interface Socket {
  readonly id: string;
  flush(): void;
  close(): void;
}

interface Store {
  compact(): Promise<void>;
  close(): void;
}

declare function parse(text: string): number;

/** `disconnect()` lets one of many go, and not the server. */
export class Sockets {
  now = Date.now();
  private readonly tick: NodeJS.Timeout;
  private readonly byId = new Map<string, Socket>();

  constructor() {
    this.tick = setInterval(() => { // want unclosed potential
      this.now = Date.now();
    }, 1_000);
  }

  add(socket: Socket): void {
    this.byId.set(socket.id, socket);
  }

  disconnect(id: string): void {
    this.byId.get(id)?.close();
    this.byId.delete(id);
  }

  isTicking(): boolean {
    return this.tick.hasRef();
  }
}

export class ClosableSockets {
  now = Date.now();
  private readonly tick: NodeJS.Timeout;
  private readonly byId = new Map<string, Socket>();

  constructor() {
    this.tick = setInterval(() => { // want forgotten
      this.now = Date.now();
    }, 1_000);
  }

  disconnect(id: string): void {
    this.byId.get(id)?.close();
  }

  close(code: number): void {
    for (const socket of this.byId.values()) socket.close();
    console.info(code, this.tick.hasRef());
  }
}

/** An object without a class has methods beside one another. */
export const provider = (store: Store, ms: number) => ({
  compacting: undefined as NodeJS.Timeout | undefined,

  async open(): Promise<void> {
    this.compacting = setInterval(() => void store.compact(), ms).unref();
    await store.compact();
  },

  close(): void {
    clearInterval(this.compacting);
    store.close();
  },
});

/** Who makes it stops it, by its field. */
export class Scheduling {
  cleaning: NodeJS.Timeout | undefined;
  private readonly jobs = new Set<string>();

  init(ms: number): void {
    this.cleaning = setInterval(() => this.jobs.clear(), ms);
  }

  stop(): void {
    this.jobs.clear();
  }
}

export function install(app: { on(event: 'close', listener: () => void): void; scheduling: Scheduling }): void {
  app.scheduling.init(60_000);
  app.on('close', () => {
    clearInterval(app.scheduling.cleaning);
    app.scheduling.stop();
  });
}

/** Readied once by whoever holds it. */
export class Cluster {
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(private readonly send: () => void) {}

  init(): void {
    this.handshake();
  }

  private handshake(): void {
    this.startHeartbeat();
  }

  private startHeartbeat(): void {
    this.heartbeat = setInterval(this.send, 1_000);
  }

  shutdown(): void {
    clearInterval(this.heartbeat);
  }
}

export class Log {
  private interval: NodeJS.Timeout | undefined;

  async whenReady(): Promise<void> {
    this.interval = setInterval(() => console.info(Date.now()), 15_000); // want restarted potential
    await Promise.resolve();
  }

  async close(): Promise<void> {
    clearInterval(this.interval);
    await Promise.resolve();
  }
}

export class Session {
  private backup: NodeJS.Timeout | undefined;

  async afterLogin(load: () => Promise<string>): Promise<number> {
    const text = await load();
    this.backup = setInterval(() => console.info(text), 60_000); // want restarted
    return parse(text);
  }

  destroy(): void {
    clearInterval(this.backup);
  }
}
