import type { FastifyPluginAsync } from 'fastify';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { Pool } from 'pg';
import { importFeed } from '../catalogue/feed-import.js';
import { changePrices, type PriceChange } from '../catalogue/pricing.js';
import { paymentsOf } from '../checkout/ledger.js';
import { config } from '../config.js';
import { appendToJournal, archiveReport, revenuePerDay, writeSalesReport } from '../reporting/csv-export.js';

export const admin: FastifyPluginAsync = async (app) => {
  const audit = new Pool({ connectionString: config.databaseUrl, application_name: 'audit', max: 2 });
  audit.on('error', (error) => {
    app.log.error(error);
  });
  app.addHook('onClose', () => audit.end());

  app.addHook('onRequest', async (request) => {
    await audit.query('INSERT INTO audit (method, url) VALUES ($1, $2)', [request.method, request.url]);
  });

  app.get<{ Params: { sku: string } }>('/views/:sku', async (request) => {
    const analytics = mysql.createPool(process.env.ANALYTICS_URL ?? 'mysql://localhost/analytics');
    const [rows] = await analytics.query<RowDataPacket[]>('SELECT day, views FROM product_views WHERE sku = ?', [request.params.sku]);
    return rows;
  });

  app.get<{ Params: { id: string } }>('/suppliers/:id/offers', async (request, reply) => {
    const response = await fetch(`${config.suppliersUrl}/${request.params.id}/offers`, {
      headers: { accept: 'application/json' },
    });
    reply.hijack();
    reply.raw.writeHead(response.status, { 'content-type': 'application/json' });
    for await (const chunk of response.body ?? []) {
      reply.raw.write(chunk);
    }
    reply.raw.end();
  });

  app.get<{ Params: { id: string } }>('/suppliers/:id/terms', async (request, reply) => {
    const response = await fetch(`${config.suppliersUrl}/${request.params.id}/terms`, { signal: request.signal });
    const terms = await response.json();
    return reply.code(response.status).send(terms);
  });

  app.post<{ Params: { id: string } }>('/suppliers/:id/import', async (request) => {
    const products = await importFeed(`${config.suppliersUrl}/${request.params.id}/feed`);
    await appendToJournal('imports.log', `${request.params.id}: ${products} products`);
    return { products };
  });

  app.put<{ Body: PriceChange[] }>('/prices', async (request, reply) => {
    await changePrices(request.body);
    reply.code(204).send();
  });

  app.get<{ Querystring: { from: string; to: string } }>('/revenue', (request) => {
    return revenuePerDay(request.query.from, request.query.to);
  });

  app.get<{ Params: { year: number } }>('/payments/:year', (request) => paymentsOf(request.params.year));

  app.post<{ Body: { day: string } }>('/reports', async (request) => {
    const path = `sales-${request.body.day}.csv`;
    await writeSalesReport(path, request.body.day);
    return { file: await archiveReport(path) };
  });
};
