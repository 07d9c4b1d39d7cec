import { S3 } from '@aws-sdk/client-s3';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Redis } from 'ioredis';
import nodemailer from 'nodemailer';
import { Agent, type Dispatcher, interceptors } from 'undici';

interface Settings {
  host: string;
  port: number;
  user: string;
  password: string;
}

export function download(url: string, lookup: LookupFunction): Promise<number> {
  return new Promise((resolve, reject) => {
    const agent = new https.Agent({ keepAlive: true, lookup, servername: new URL(url).hostname }); // want perCall potential
    https.get(url, { agent, timeout: 1_000 }, answer => { resolve(answer.resume().statusCode ?? 0); }).on('error', reject);
  });
}

export function check(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const agent = new https.Agent({ maxCachedSessions: 0 }); // want perCall potential
    https.get(url, { agent, timeout: 1_000 }, answer => { resolve(answer.resume().statusCode ?? 0); }).on('error', reject);
  });
}

export function checkKeptAlive(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const agent = new https.Agent({ keepAlive: true, maxSockets: 2 }); // want perCall
    https.get(url, { agent, timeout: 1_000 }, answer => { resolve(answer.resume().statusCode ?? 0); }).on('error', reject);
  });
}

export async function readSecret(id: string): Promise<string | undefined> {
  let systemClockOffset = 0;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const files = new S3({ region: 'eu-central-1', systemClockOffset }); // want perTurn potential
    try {
      return (await files.headObject({ Bucket: 'secrets', Key: id })).ETag;
    } catch (error) {
      systemClockOffset = Number(error instanceof Error && error.message);
    }
  }
  return undefined;
}

export async function readSecrets(ids: readonly string[]): Promise<(string | undefined)[]> {
  const values: (string | undefined)[] = [];
  for (const id of ids) {
    const files = new S3({ region: 'eu-central-1' }); // want perTurn
    values.push((await files.headObject({ Bucket: 'secrets', Key: id })).ETag);
  }
  return values;
}

function withLogging(client: Redis, name: string): Redis {
  client.on('error', error => { console.error(name, error); });
  return client;
}

export const createProducer = (url: string): Redis => withLogging(new Redis(url, { maxRetriesPerRequest: 1 }), 'producer'); // want factory potential

export function createDispatcher(connections: number): Dispatcher {
  const agent = new Agent({ connections }); // want factory potential
  return agent.compose(interceptors.retry({ maxRetries: 2 }));
}

export async function notify({ host, port, user, password }: Settings, text: string): Promise<void> {
  const transport = nodemailer.createTransport({ host, port, auth: { user, pass: password } }); // want perCall potential
  await transport.sendMail({ to: user, text });
}

export async function welcome(to: string): Promise<void> {
  const transport = nodemailer.createTransport({ host: 'smtp.example.com', pool: true }); // want perCall
  await transport.sendMail({ to, text: 'Welcome' });
}
