// untyped
import express, { type Request, type Response } from 'express';
import { io, type Socket } from 'socket.io-client';

const app = express();
app.use(express.json({ limit: '100kb' }));

// Each one goes on for ever, and connects anew when the line breaks.
app.post('/notify', (req: Request, res: Response) => {
  const feed = io('https://feed.example'); // want never
  feed.emit('notify', req.body);
  res.sendStatus(202);
});

app.post('/ask', async (req: Request, res: Response) => {
  const feed = io('https://feed.example', { reconnection: false });
  try {
    const answer: unknown = await feed.timeout(2_000).emitWithAck('ask', req.body);
    res.json(answer);
  } finally {
    feed.disconnect();
  }
});

let shared: Socket | undefined;
app.post('/tell', (req: Request, res: Response) => {
  shared ??= io('https://feed.example');
  shared.emit('tell', req.body);
  res.sendStatus(202);
});

/** Told for as long as the program runs. */
export function follow(told: (price: number) => void): void {
  const feed = io('https://feed.example');
  feed.on('price', told);
}
