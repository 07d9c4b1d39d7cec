'use strict';

const fastify = require('fastify')();
const knexFactory = require('knex');
const Koa = require('koa');
const { MongoClient } = require('mongodb');

const knex = knexFactory({ client: 'pg' });
const mongo = new MongoClient('mongodb://db');

fastify.addHook('onClose', async () => {
  await knex.destroy();
  await mongo.close();
});

fastify.addHook('onResponse', async () => {
  await knex.destroy(); // want perRequest
});

fastify.get('/orders', async () => {
  const orders = await mongo.db('shop').collection('orders').findOne({});
  await mongo.close(); // want perRequest
  return orders;
});

const app = new Koa();

app.use(async (ctx, next) => {
  await next();
  await knex.destroy(); // want perRequest
});

exports.handler = async event => {
  const orders = mongo.db('shop').collection('orders');
  try {
    return await orders.findOne({ id: event.id });
  } finally {
    await mongo.close(); // want perCall
  }
};

module.exports.createStore = function createStore() {
  const store = knexFactory({ client: 'pg' });
  return {
    list: () => store('orders').select(),
    stop: async () => {
      await store.destroy();
    },
  };
};
