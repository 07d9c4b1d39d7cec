// untyped
import express, { type Request, type Response } from 'express';
import { getFirestore } from 'firebase-admin/firestore';

const app = express();
const db = getFirestore();

// Each client who has left is told of every change, for as long as the server runs.
app.get('/orders/live', (req: Request, res: Response) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  db.collection('orders').where('shop', '==', req.query['shop']).orderBy('at').onSnapshot(orders => { // want never
    res.write(`data: ${String(orders.size)}\n\n`);
  });
});

app.get('/orders/:id/live', (req: Request, res: Response) => {
  const order = db.doc(`orders/${String(req.params['id'])}`);
  order.onSnapshot(changed => res.write(`data: ${JSON.stringify(changed.data())}\n\n`)); // want never
});

app.get('/stock/live', (req: Request, res: Response) => {
  const unsubscribe = db.collection('stock').onSnapshot(stock => {
    res.write(`data: ${String(stock.size)}\n\n`);
  });
  req.on('close', unsubscribe);
});

app.get('/prices/live', (req: Request, res: Response) => {
  const unsubscribe = db.collection('prices').limit(10).onSnapshot(prices => {
    res.write(`data: ${String(prices.size)}\n\n`);
  });
  res.on('close', () => {
    unsubscribe();
    res.end();
  });
});

app.get('/rates/live', (req: Request, res: Response) => {
  let unsubscribe: (() => void) | undefined;
  unsubscribe = db.collection('rates').onSnapshot(rates => {
    res.write(`data: ${String(rates.size)}\n\n`);
  });
  req.on('close', unsubscribe);
});

app.get('/tax/live', (_req: Request, res: Response) => {
  let unsubscribe: (() => void) | undefined;
  unsubscribe = db.collection('tax').onSnapshot(tax => { // want never
    if (unsubscribe) res.write(`data: ${String(tax.size)}\n\n`);
  });
});

export class Board {
  #leave: (() => void) | undefined;
  #stay: (() => void) | undefined;

  show(res: Response): void {
    this.#leave = db.collection('board').onSnapshot(board => res.write(String(board.size)));
    res.on('close', this.#leave);
    this.#stay = db.collection('notes').onSnapshot(notes => res.write(String(notes.size))); // want never
    res.on('close', () => res.write(String(this.#stay === undefined)));
  }
}

/** Whoever asks to be told says when it is enough. */
export function watchShop(shop: string, told: (open: boolean) => void): () => void {
  const stop = db.doc(`shops/${shop}`).onSnapshot(changed => told(changed.exists));
  return stop;
}

// The server itself wants to know.
db.collection('settings').onSnapshot(settings => app.set('settings', settings.docs));
