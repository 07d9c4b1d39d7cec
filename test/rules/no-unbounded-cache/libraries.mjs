import DataLoader from 'dataloader';
import express from 'express';
import session from 'express-session';
import { memoize } from 'lodash';
import { LRUCache } from 'lru-cache';
import memoizee from 'memoizee';
import NodeCache from 'node-cache';
import pMemoize from 'p-memoize';
import RedisStore from './redis-store.js';
import { db } from './db.js';

const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false })); // want unlimited
app.use('/admin', session({ secret: process.env.SECRET, store: new RedisStore() }));

export const pages = new LRUCache({ ttl: 60_000 }); // want unlimited
export const posts = new LRUCache({ max: 500 });
export const blobs = new LRUCache({ maxSize: 50_000_000, sizeCalculation: blob => blob.length });
export const rates = new NodeCache({ stdTTL: 600 }); // want unlimited potential
export const prices = new NodeCache({ stdTTL: 600, maxKeys: 1000 });

export const slug = memoize(title => title.toLowerCase().replaceAll(' ', '-')); // want unlimited
export const config = memoize(() => JSON.parse(process.env.CONFIG));
export const byId = memoize(id => db.find(id));
byId.cache = new LRUCache({ max: 100 });

export const geocode = memoizee(address => db.geocode(address), { promise: true }); // want unlimited
export const capped = memoizee(address => db.geocode(address), { promise: true, max: 1000 });
export const user = pMemoize(id => db.user(id)); // want unlimited
export const account = pMemoize(id => db.account(id), { cache: new LRUCache({ max: 100 }) });

export const loader = new DataLoader(ids => db.users(ids)); // want unlimited
export const uncached = new DataLoader(ids => db.users(ids), { cache: false });

app.use((req, res, next) => {
  req.loader = new DataLoader(ids => db.users(ids));
  next();
});
