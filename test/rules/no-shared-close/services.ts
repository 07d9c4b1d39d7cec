import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import type { Sequelize } from 'sequelize';
import { createClient } from 'redis';

@Injectable()
export class Sessions implements OnModuleDestroy {
  private readonly redis = new Redis();

  constructor(private readonly sequelize: Sequelize) {}

  async count(): Promise<number> {
    const [[row]] = (await this.sequelize.query('SELECT count(*) AS n FROM sessions')) as [{ n: number }[], unknown];
    await this.sequelize.close(); // want perCall
    return row?.n ?? 0;
  }

  async onModuleDestroy(): Promise<void> {
    await this.redis.quit();
    await this.sequelize.close();
  }
}

export class Job {
  private readonly redis = new Redis();

  async run(key: string): Promise<void> {
    await this.redis.del(key);
    await this.redis.quit();
  }
}

const cache = createClient();

export async function remember(key: string, value: string): Promise<string> {
  await cache.connect();
  await cache.set(key, value);
  await cache.quit(); // want perCall potential
  return value;
}

const User = mongoose.model('User', new mongoose.Schema({ name: String }));

export async function findUser(id: string): Promise<unknown> {
  await mongoose.connect('mongodb://db');
  const user = await User.findById(id);
  await mongoose.disconnect(); // want perCall potential
  return user;
}

export async function stopDatabase(): Promise<void> {
  await mongoose.connection.close();
}

export async function copyUsers(from: string): Promise<number> {
  const source = await mongoose.createConnection(from).asPromise();
  try {
    return await source.model('User').countDocuments();
  } finally {
    await source.close();
  }
}

class Connections implements AsyncDisposable {
  async [Symbol.asyncDispose](): Promise<void> {
    await cache.quit();
  }
}

export const connections = new Connections();
