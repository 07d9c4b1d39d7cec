import { Worker } from 'node:worker_threads';
import { EventEmitter } from 'node:events';
import { Subject } from 'rxjs';
import axios from 'axios';
import express from 'express';

const app = express();
const workers = [new Worker('./worker.js'), new Worker('./worker.js')];
const changes = new Subject<string>();
const api = axios.create({ baseURL: 'https://api.example' });

export function runOn(worker: Worker, job: string): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve); // want outrun
    worker.once('error', reject); // want outrun
    worker.postMessage(job);
  });
}

export function run(job: string): Promise<string> {
  const worker = new Worker('./worker.js', { workerData: job });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

app.get('/changes', (req, res) => {
  changes.subscribe(change => res.write(change)); // want never
});

app.get('/changes/well', (req, res) => {
  const subscription = changes.subscribe(change => res.write(change));
  res.on('close', () => subscription.unsubscribe());
});

app.get('/prices', async (req, res) => {
  api.interceptors.request.use(config => { // want never
    config.headers.set('x-request-id', req.get('x-request-id'));
    return config;
  });
  const { data } = await api.get<unknown>('/prices');
  res.json(data);
});

app.get('/prices/own', async (req, res) => {
  const own = axios.create({ baseURL: 'https://api.example' });
  own.interceptors.request.use(config => config);
  const { data } = await own.get<unknown>('/prices');
  res.json(data);
});

api.interceptors.response.use(response => response);

/** Each try leaves a listener on the workers. */
export async function broadcast(job: string): Promise<void> {
  for (const worker of workers) {
    worker.on('exit', () => { // want never
      console.info(job);
    });
    worker.postMessage(job);
  }
  await Promise.resolve();
}

/** A factory whose object cannot be rid of its listeners. */
export function openSession(bus: EventEmitter, user: string) {
  const seen: string[] = [];
  bus.on('message', text => seen.push(`${user}: ${String(text)}`)); // want never
  return { list: () => [...seen] };
}

export function openSessionWell(bus: EventEmitter, user: string) {
  const seen: string[] = [];
  const onMessage = (text: string): void => {
    seen.push(`${user}: ${text}`);
  };
  bus.on('message', onMessage);
  return {
    list: () => [...seen],
    close() {
      bus.off('message', onMessage);
    },
  };
}
