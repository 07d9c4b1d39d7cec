import { z } from 'zod';
import { DocumentIndex } from 'lunr-like';
import { paged } from './schema.mjs';
import { findOrders, ordersOf } from './orders.mjs';
import { app } from './app.mjs';

/**
 * The tools of the assistant.
 * @param {McpServer} server - made by who starts the program
 */
export function registerTools(server) {
  const customer = { customer: z.string().describe('their number'), most: z.number() }; // want perCall potential
  server.tool('find-orders', 'Finds orders', customer, async given => ({ content: await findOrders(given.customer, given.most) }));
  server.tool('count-orders', 'Counts orders', { month: z.string() }, async ({ month }) => ({ // want perCall potential
    content: (await ordersOf(month)).length,
  }));
}

/** @param {ToolHost} host */
export const addReports = host => {
  host.add('report', z.object({ month: z.string() }), ({ month }) => ordersOf(month));
};

/** @param {Array<unknown>} rows */
export function checkAll(rows) {
  const row = z.object({ id: z.string() }); // want perCall
  return rows.map(each => row.parse(each));
}

/** @param {Map<string, unknown>} found */
export function remember(found) {
  found.set('row', z.object({ id: z.string() }));
}

app.get('/orders', async (req, res) => {
  const schema = paged({
    customer: z.string(), // want perRequest
    most: z.coerce.number().optional(),
    from: z.coerce.date().optional(),
  });
  res.json(await ordersOf(schema.parse(req.query)));
});

app.get('/orders/search', async (req, res) => {
  const index = new DocumentIndex({
    fields: { title: z.string() }, // want perRequest
    weights: [z.number(), z.number()],
  });
  const page = paged({ most: z.number() }); // want perRequest
  res.json(await index.search(req.query.q, page));
});

app.get('/orders/both', async (req, res) => {
  const query = z.object({ id: z.string() }).parse(req.query); // want perRequest
  const body = z.object({ id: z.string() }).parse(req.body); // want perRequest
  res.json({ ...query, ...body });
});

/** Who builds a schema of it decides how often. */
export const dateSchema = ({ allowNull, ...options } = {}) => {
  const kinds = [z.date(), z.iso.datetime(options)]; // want perCall potential
  if (allowNull) kinds.push(z.null());
  return z.union(kinds).transform(date => date && new Date(date));
};

export class Vault {
  static validateConfig(config) {
    const schema = z.object({ type: z.literal('vault'), token: z.string().optional() }); // want perCall potential
    schema.parse(config);
  }

  static check(answer) {
    const schema = z.object({ data: z.unknown() }); // want perCall
    return schema.parse(answer);
  }
}

export function shownDate(text) {
  const date = new Date(text);
  return {
    date: date.toLocaleDateString('es-MX', { weekday: 'long', month: 'long' }), // want perCall
    time: date.toLocaleTimeString('es-MX', { hour: '2-digit', minute: '2-digit' }), // want perCall
  };
}
