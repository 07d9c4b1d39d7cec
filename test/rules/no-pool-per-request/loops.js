import { readFile } from 'node:fs/promises';
import { Agent, ProxyAgent, request } from 'undici';
import mysql from 'mysql2/promise';
import { MongoClient } from 'mongodb';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';

const urls = (await readFile('urls.txt', 'utf8')).split('\n');
const shards = [{ host: 'shard-1' }, { host: 'shard-2' }];

for (const url of urls) {
  const agent = new Agent({ connections: 1 }); // want perTurn
  const { statusCode, body } = await request(url, { dispatcher: agent });
  await body.dump();
  console.info(url, statusCode);
}

// One for each shard is what is meant.
const pools = [];
for (const { host } of shards) pools.push(mysql.createPool({ host }));

const clients = shards.map(({ host }) => new MongoClient(`mongodb://${host}`));

export async function upload(files) {
  await Promise.all(files.map(async file => {
    const s3 = new S3Client({ region: 'eu-central-1' }); // want perTurn
    await s3.send(new PutObjectCommand({ Bucket: 'files', Key: file.name, Body: file.body }));
  }));
}

export async function throughProxies(proxies) {
  for (const proxy of proxies) {
    const { body } = await request('https://example.com', { dispatcher: new ProxyAgent(proxy) }); // want perTurn
    await body.dump();
  }
}

export async function migrate(tables) {
  let index = 0;
  while (index < tables.length) {
    const pool = mysql.createPool({ host: 'old', database: 'shop' }); // want perTurn
    await pool.query('OPTIMIZE TABLE ??', [tables[index]]);
    index += 1;
  }
}

async function main() {
  const pool = mysql.createPool({ host: 'new' });
  for (const table of ['orders', 'customers']) await pool.query('ANALYZE TABLE ??', [table]);
  for (const client of clients) await client.close();
}

await main();
