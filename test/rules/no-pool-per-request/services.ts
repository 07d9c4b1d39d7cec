import { Body, Controller, Get, Injectable, Module, Post } from '@nestjs/common';
import { Redis } from 'ioredis';
import nodemailer from 'nodemailer';
import { Agent, fetch as undiciFetch } from 'undici';
import { Pool, type PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { Worker, type Job } from 'bullmq';

export interface Mail {
  to: string;
  text: string;
}

@Injectable()
export class MailService {
  async send({ to, text }: Mail): Promise<void> {
    const transport = nodemailer.createTransport({ host: 'smtp.internal', port: 25 }); // want perCall
    await transport.sendMail({ from: 'shop@example.com', to, text });
  }

  /** It writes to memory alone and holds nothing. */
  async render({ to, text }: Mail): Promise<unknown> {
    const transport = nodemailer.createTransport({ jsonTransport: true });
    return transport.sendMail({ from: 'shop@example.com', to, text });
  }
}

@Injectable()
export class Carrier {
  readonly #agent = new Agent({ connections: 20 });

  async quote(weight: number): Promise<unknown> {
    const response = await undiciFetch(`https://carrier.example/quote?weight=${weight}`, { dispatcher: this.#agent });
    return response.json();
  }

  async label(id: string): Promise<unknown> {
    const response = await undiciFetch(`https://carrier.example/labels/${id}`, { dispatcher: new Agent({ connections: 1 }) }); // want perCall
    return response.json();
  }
}

export class Repository<Row extends object> {
  #pool: Pool | undefined;
  static #instance: Repository<object> | undefined;
  static readonly replica = new Pool({ host: 'replica' });

  constructor(private readonly config: PoolConfig) {}

  get pool(): Pool {
    this.#pool ??= new Pool(this.config);
    return this.#pool;
  }

  static get instance(): Repository<object> {
    Repository.#instance ??= new Repository<object>({ database: 'shop' });
    return Repository.#instance;
  }

  /** Every access opens another. */
  get archive(): Pool {
    return new Pool({ database: 'archive' }); // want perCall
  }

  async all(table: string): Promise<Row[]> {
    const { rows } = await this.archive.query(`SELECT * FROM ${table}`);
    return rows as Row[];
  }

  async fresh(): Promise<Row[]> {
    const pool = new Pool(this.config); // want perCall
    return (await pool.query('SELECT * FROM fresh')).rows as Row[];
  }
}

@Controller('newsletter')
export class NewsletterController {
  constructor(private readonly mail: MailService) {}

  @Post()
  async subscribe(@Body() body: { email: string }): Promise<{ ok: boolean }> {
    const redis = new Redis(6379, 'cache'); // want perRequest
    await redis.sadd('subscribers', body.email);
    await this.mail.send({ to: body.email, text: 'Welcome!' });
    return { ok: true };
  }

  @Get('count')
  async count(): Promise<number> {
    // Opened by each request, and initialised again if it were shared.
    const source = new DataSource({ type: 'postgres', url: 'postgres://shop' }); // want perRequest
    await source.initialize();
    return source.getRepository('Subscriber').count();
  }
}

@Module({
  providers: [
    MailService,
    { provide: 'POOL', useFactory: (): Pool => new Pool({ max: 10 }) },
    {
      provide: 'SOURCE',
      useFactory: async (): Promise<DataSource> => {
        const source = new DataSource({ type: 'postgres', url: 'postgres://shop' });
        return source.initialize();
      },
    },
  ],
})
export class ShopModule {}

export const archiver = new Worker('archive', async (job: Job<{ id: string }>) => {
  const pool = new Pool({ max: 1 }); // want "Every job makes a new connection pool"
  await pool.query('INSERT INTO archive VALUES ($1)', [job.data.id]);
}, { connection: { host: 'redis' } });
