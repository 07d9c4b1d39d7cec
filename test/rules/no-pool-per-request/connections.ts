import axios from 'axios';
import http from 'node:http';
import got from 'got';
import mysql from 'mysql2/promise';
import { request } from 'undici';
import { Pool, Client } from 'pg';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { S3Client } from '@aws-sdk/client-s3';
import { MongoClient, type Db } from 'mongodb';

/** Only options of the request: nobody keeps the agent. */
export async function rates(currency: string): Promise<string> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 }); // want perCall
  const { body } = await got(`http://rates.internal/${currency}`, { agent: { http: agent } });
  return body;
}

export async function balance(account: string): Promise<number> {
  const httpAgent = new http.Agent({ keepAlive: true }); // want perCall
  const { data } = await axios.get<{ cents: number }>(`http://ledger/accounts/${account}`, { httpAgent, timeout: 1_000 });
  return data.cents;
}

/** A client that the caller gets is the caller's. */
export function ledger(): ReturnType<typeof axios.create> {
  const httpAgent = new http.Agent({ keepAlive: true }); // want factory potential
  return axios.create({ baseURL: 'http://ledger', httpAgent });
}

export async function storedProcedure(name: string): Promise<unknown> {
  const connection = await mysql.createConnection({ host: 'db', database: 'erp' }); // want opened potential
  try {
    const [rows] = await connection.query('CALL ??()', [name]);
    return rows;
  } finally {
    await connection.end();
  }
}

export const version = async (): Promise<string> => {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] }); // want opened potential
  await client.connect();
  const { rows } = await client.query<{ version: string }>('SELECT version()');
  await client.end();
  return rows[0]?.version ?? '';
};

/** Another server each time. */
export async function reaches(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    return true;
  } finally {
    await client.end();
  }
}

interface Alert {
  region: string;
  topic: string;
  text: string;
}

export async function publish(alerts: readonly Alert[]): Promise<void> {
  for (const alert of alerts) {
    const region = alert.region === '' ? 'eu-central-1' : alert.region;
    const sqs = new SQSClient({ region }); // want perTurn
    await sqs.send(new SendMessageCommand({ QueueUrl: alert.topic, MessageBody: alert.text }));
  }
}

/** Each region once. */
export async function buckets(regions: readonly string[]): Promise<number> {
  let made = 0;
  for (const region of regions) {
    const s3 = new S3Client({ region }); // want perTurn potential
    made += s3.config.requestHandler ? 1 : 0;
  }
  return made;
}

let orders: Db | undefined;
let opening: Promise<Db> | null = null;

export function open(): Promise<Db> {
  if (opening === null) {
    opening = MongoClient.connect('mongodb://orders').then(client => client.db('orders'));
  }
  return opening;
}

export const reopen = (): Promise<void> =>
  MongoClient.connect('mongodb://orders').then(client => {
    orders = client.db('orders');
  });

export async function count(): Promise<number> {
  const client = await MongoClient.connect('mongodb://orders'); // want perCall
  return client.db('orders').collection('orders').countDocuments();
}

export const countChained = (): Promise<number> =>
  MongoClient.connect('mongodb://orders').then(client => client.db('orders').collection('orders').countDocuments()); // want perCall

export const current = (): Db | undefined => orders;

export async function probe(url: string): Promise<number> {
  const pool = new Pool({ max: 1 }); // want perCall
  const { statusCode } = await request(url);
  await pool.query('SELECT 1');
  return statusCode;
}
