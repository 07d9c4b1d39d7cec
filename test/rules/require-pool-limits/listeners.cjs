'use strict';
const { Pool } = require('pg');
const PgPool = require('pg-pool');
const { logger } = require('./logger.js');

const timeouts = { connectionTimeoutMillis: 5000, idleTimeoutMillis: 10000 };

function watch(pool, name) {
  pool.on('error', error => logger.error({ name, error }));
  return pool;
}

function report(pool) {
  logger.info({ total: pool.totalCount });
}

const reads = new Pool(timeouts);
watch(reads, 'reads');

const writes = new Pool(timeouts); // want unheard
report(writes);

const events = new PgPool({ ...timeouts, max: 5 }); // want unheard
for (const name of ['connect', 'acquire']) events.once('remove', () => logger.info(name));

const jobs = new Pool(timeouts).on('error', logger.error);

function createPool() {
  const pool = new Pool(timeouts);
  return pool;
}

const reports = createPool();
reports.on('error', logger.error);

const slow = new PgPool({ max: 5 }); // want wait
for (const event of ['connect', 'error']) slow.on(event, logger.info);

exports.makePool = () => new Pool(timeouts); // want unheard potential

module.exports = { ...exports, reads, writes, events, jobs, reports, slow };
