import { MongoClient, type MongoClientOptions } from 'mongodb';
import mongoose from 'mongoose';

const url = 'mongodb://db:27017/shop';
const pool: MongoClientOptions = { maxPoolSize: 50, minPoolSize: 5 };

export const shop = new MongoClient(url, pool); // want wait
export const other = new MongoClient(process.env['MONGO_URL'] ?? url, { maxPoolSize: 10 }); // want wait
export const unsure = new MongoClient(process.env['MONGO_URL'] ?? ''); // want wait potential
export const bounded = new MongoClient(url, { ...pool, waitQueueTimeoutMS: 2_000 });
export const whole = new MongoClient(url, { timeoutMS: 10_000 });
export const asked = new MongoClient('mongodb://db:27017/shop?waitQueueTimeoutMS=2000&retryWrites=true');
export const zero = new MongoClient('mongodb://db:27017/shop?waitQueueTimeoutMS=0'); // want wait

export async function start(): Promise<void> {
  await mongoose.connect(url, { maxPoolSize: 20 }); // want wait
  await mongoose.connect(url, { maxPoolSize: 20, waitQueueTimeoutMS: 5_000 });
}

export const tenants = mongoose.createConnection(url, { serverSelectionTimeoutMS: 3_000 }); // want wait
