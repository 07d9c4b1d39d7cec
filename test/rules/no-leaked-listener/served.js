// file: shop-frontend/server/stock.js
import { readFile } from 'node:fs/promises';
import { bus } from './bus.js';

// It stands beside what browsers run, and is a server.
export async function showStock(shop, show) {
  const shops = JSON.parse(await readFile('shops.json', 'utf8'));
  bus.on('stock', stock => show(stock[shops[shop]])); // want never
}
