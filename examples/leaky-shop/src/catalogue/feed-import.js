import http from 'node:http';
import { withTransaction } from '../db.js';

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

function download(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, signal: AbortSignal.timeout(30_000) }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`feed answered ${response.statusCode}`));
        return;
      }
      let feed = '';
      response.on('data', (chunk) => {
        feed += chunk;
      });
      response.on('end', () => resolve(feed));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

/** Reads a supplier's feed, one JSON product a line, and gives the number of products taken over. */
export async function importFeed(url) {
  const feed = await download(url);
  const products = feed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
  await withTransaction(async (client) => {
    for (const { sku, title, description, cents } of products) {
      await client.query(
        `INSERT INTO products (sku, title, description, cents, units) VALUES ($1, $2, $3, $4, 0)
         ON CONFLICT (sku) DO UPDATE SET title = $2, description = $3, cents = $4`,
        [sku, title, description, cents],
      );
    }
  });
  return products.length;
}
