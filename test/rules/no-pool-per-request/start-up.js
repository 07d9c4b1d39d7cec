import Fastify from 'fastify';
import fp from 'fastify-plugin';
import Hapi from '@hapi/hapi';
import knex from 'knex';
import { createClient } from 'redis';
import { MongoClient } from 'mongodb';
import { Kafka } from 'kafkajs';
import memoize from 'lodash/memoize.js';
import { setGlobalDispatcher, Agent } from 'undici';

setGlobalDispatcher(new Agent({ connections: 100 }));

export const databasePlugin = fp(async fastify => {
  const db = knex({ client: 'pg', connection: process.env.DATABASE_URL });
  fastify.decorate('db', db);
  fastify.addHook('onClose', () => db.destroy());
});

export async function buildServer() {
  const fastify = Fastify();
  const redis = createClient({ url: process.env.REDIS_URL });
  await redis.connect();

  fastify.register(databasePlugin);
  fastify.register(async instance => {
    const mongo = new MongoClient(process.env.MONGO_URL);
    await mongo.connect();
    instance.get('/events', () => mongo.db('shop').collection('events').find().limit(10).toArray());
    instance.get('/slow', async () => {
      const own = new MongoClient(process.env.MONGO_URL); // want perRequest
      return own.db('shop').collection('slow').findOne({});
    });
  });
  fastify.route({
    method: 'GET',
    url: '/rates',
    preHandler: async request => {
      const db = knex({ client: 'pg', connection: process.env.RATES_URL }); // want perRequest
      request.rates = await db('rate').select('*');
    },
    handler: request => request.rates,
  });
  fastify.get('/cache/:key', request => redis.get(request.params.key));
  return fastify;
}

export const audit = {
  name: 'audit',
  async register(server) {
    const kafka = new Kafka({ clientId: 'audit', brokers: ['kafka:9092'] });
    const producer = kafka.producer();
    await producer.connect();
    server.events.on('response', request => {
      producer.send({ topic: 'audit', messages: [{ value: request.path }] }).catch(console.error);
    });
  },
};

const server = Hapi.server({ port: 8000 });
await server.register(audit);
server.route({
  method: 'GET',
  path: '/ledger',
  handler: async () => {
    const db = knex({ client: 'mysql2', connection: process.env.LEDGER_URL }); // want perRequest
    return db('entry').count();
  },
});

export const ledgerOf = memoize(year => knex({ client: 'mysql2', connection: `mysql://ledger/${year}` }));

async function connect() {
  const client = createClient();
  await client.connect();
  return client;
}

const connected = connect();
export const cached = async key => (await connected).get(key);

/** It stays as the one of the whole process. */
export function extendTimeouts(ms) {
  setGlobalDispatcher(new Agent({ connections: 100, headersTimeout: ms, bodyTimeout: ms }));
}

export async function ratesOf(currency) {
  const dispatcher = new Agent({ connections: 100 }); // want perCall
  const answer = await fetch(`https://rates.example.com/${currency}`, { dispatcher });
  return answer.json();
}
