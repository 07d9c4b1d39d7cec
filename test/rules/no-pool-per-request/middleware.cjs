'use strict';

const knex = require('knex');
const { shardOf } = require('../shards.cjs');

module.exports.database = () => async (ctx, next) => {
  const shard = await shardOf(ctx.get('x-tenant'));
  if (shard.maintenance) {
    ctx.set('retry-after', '120');
    ctx.throw(503);
  }
  ctx.state.db = knex({ client: 'mysql2', connection: { host: shard.host }, pool: { min: 1, max: 4 } }); // want perRequest
  await next();
};
