import { createSocket } from 'node:dgram';
import { createPool, type Pool } from 'generic-pool';

const packet = 1432;

export class Counters {
  private readonly socket = createSocket('udp4');
  private readonly packets: Pool<Buffer>;

  constructor(private readonly host: string, private readonly port: number) {
    this.packets = createPool<Buffer>({ create: async () => Buffer.alloc(packet), destroy: async () => undefined }, { max: 64 });
  }

  async sendsAndGivesBack(line: string): Promise<void> {
    const buffer = await this.packets.acquire();
    const length = buffer.write(line, 'latin1');
    this.socket.send(buffer, 0, length, this.port, this.host); // want pending
    buffer.fill(0);
    await this.packets.release(buffer);
  }

  async givesBackWhenSent(line: string): Promise<void> {
    const buffer = await this.packets.acquire();
    const length = buffer.write(line, 'latin1');
    this.socket.send(buffer, 0, length, this.port, this.host, () => {
      buffer.fill(0);
      void this.packets.release(buffer);
    });
  }

  async countsWhatFails(line: string): Promise<void> {
    const buffer = await this.packets.acquire();
    const length = buffer.write(line, 'latin1');
    this.socket.send(buffer, 0, length, this.port, this.host, error => { // want pending
      if (error) console.error(error);
    });
    buffer.fill(0);
    await this.packets.release(buffer);
  }

  async waitsUntilItIsSent(line: string): Promise<void> {
    const buffer = await this.packets.acquire();
    try {
      const length = buffer.write(line, 'latin1');
      await new Promise<void>((resolve, reject) => {
        this.socket.send(buffer, 0, length, this.port, this.host, error => {
          if (error) reject(error);
          else resolve();
        });
      });
    } finally {
      buffer.fill(0);
      await this.packets.release(buffer);
    }
  }
}
