import { CosmosClient } from '@azure/cosmos';
import { createClient } from '@clickhouse/client';
import { Client } from '@opensearch-project/opensearch';
import { Connection } from '@temporalio/client';
import express from 'express';
import { connect } from 'nats';
import Piscina from 'piscina';
import { Agent, request } from 'undici';

const app = express();
const clickhouse = createClient({ url: process.env.CLICKHOUSE_URL });

app.post('/events', async (req, res) => {
  const nats = await connect({ servers: process.env.NATS_URL }); // want perRequest
  nats.publish('events', JSON.stringify(req.body));
  res.sendStatus(202);
});

app.get('/stats', async (req, res) => {
  const client = createClient({ url: process.env.CLICKHOUSE_URL }); // want perRequest
  const found = await client.query({ query: 'select count() from visits' });
  res.json(await found.json());
});

app.get('/visits', async (req, res) => {
  const found = await clickhouse.query({ query: 'select * from visits limit 100' });
  res.json(await found.json());
});

app.post('/resize', async (req, res) => {
  const threads = new Piscina({ filename: './resize.js' }); // want perRequest
  res.send(await threads.run(req.body));
});

app.get('/search', async (req, res) => {
  const client = new Client({ node: process.env.SEARCH_URL }); // want perRequest
  res.json(await client.search({ index: 'pages', q: req.query.q }));
});

app.get('/carts/:id', async (req, res) => {
  const client = new CosmosClient(process.env.COSMOS); // want perRequest
  res.json(await client.database('shop').container('carts').item(req.params.id).read());
});

app.post('/jobs', async (req, res) => {
  const connection = await Connection.connect({ address: process.env.TEMPORAL }); // want perRequest
  await connection.workflowService.startWorkflowExecution(req.body);
  res.sendStatus(202);
});

let temporal;

app.post('/jobs/shared', async (req, res) => {
  temporal ??= Connection.lazy({ address: process.env.TEMPORAL });
  await temporal.workflowService.startWorkflowExecution(req.body);
  res.sendStatus(202);
});

/** What is put into the options of one call is made for that call. */
export async function ask(url, options = {}) {
  options.dispatcher = new Agent({ connections: 10 }); // want perCall
  return request(url, options);
}

/** What others are to use is theirs. */
export function share(settings) {
  settings.database = new Agent({ connections: 10 });
}
