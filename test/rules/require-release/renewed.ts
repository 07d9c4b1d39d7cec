import { watch, type FSWatcher } from 'node:fs';
import { WebSocket } from 'ws';

/** It closes the last one first, and keeps the next. */
export class Folder {
  private watcher: FSWatcher | undefined;

  constructor(private readonly path: string) {}

  observe(changed: (name: string) => void): void {
    if (this.watcher) {
      this.watcher.close();
      this.watcher = undefined;
    }
    try {
      this.watcher = watch(this.path, (_, name) => {
        if (name) changed(name);
      });
      this.watcher.on('error', console.error);
    } catch (error) {
      console.error(error);
    }
  }
}

/** Each turn looks whether the line still holds. */
export class Line {
  private socket: WebSocket | undefined;
  private isUsed = true;

  constructor(private readonly url: string) {}

  async hold(pause: () => Promise<void>): Promise<void> {
    while (this.isUsed) {
      if (!this.socket) {
        this.socket = new WebSocket(this.url);
        this.socket.on('error', console.error);
      } else if (this.socket.isPaused) {
        this.socket.terminate();
        this.socket = undefined;
      }
      await pause();
    }
  }
}

/** Given back on one of two ways out. */
export class Once {
  private watcher: FSWatcher | undefined;

  constructor(private readonly path: string) {}

  observe(isWanted: boolean): boolean {
    this.watcher = watch(this.path); // want onExit
    this.watcher.on('error', console.error);
    if (!isWanted) return false;
    this.watcher.close();
    return true;
  }
}
