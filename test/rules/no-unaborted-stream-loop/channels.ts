import type { ServerResponse } from 'node:http';

export class Channel {
  private readonly ping: NodeJS.Timeout;
  private open = true;

  constructor(private readonly res: ServerResponse) {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    this.ping = setInterval(() => this.write(': ping\n\n'), 15_000);
    res.once('close', () => {
      this.dispose();
    });
  }

  /** Tells whether anybody is there. */
  send(event: string, data: unknown): boolean {
    return this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  dispose(): void {
    if (!this.open) return;
    this.open = false;
    clearInterval(this.ping);
    this.res.end();
  }

  private write(text: string): boolean {
    if (!this.open) return false;
    return this.res.write(text);
  }
}

export async function follow(channel: Channel, source: AsyncIterable<{ name: string; data: unknown }>) {
  for await (const { name, data } of source) {
    if (!channel.send(name, data)) break;
  }
  channel.dispose();
}
