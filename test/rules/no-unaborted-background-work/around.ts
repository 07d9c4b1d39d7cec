import express, { type Request, type Response } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { Pool } from 'pg';

const pool = new Pool({ max: 10 });
const app = express();

class Votes {
  readonly #listeners: ((poll: string) => Promise<void>)[] = [];

  async publishes(poll: string): Promise<void> {
    try {
      const { rows } = await pool.query<{ votes: number }>('SELECT count(*) AS votes FROM votes WHERE poll_id = $1', [poll]);
      for (const listener of this.#listeners) await listener(`${poll}: ${String(rows[0]?.votes)}`);
    } catch (error) {
      console.error('votes not published', error);
    }
  }

  async forgetsToCatch(poll: string): Promise<void> {
    const { rows } = await pool.query<{ email: string }>('SELECT email FROM voters WHERE poll_id = $1', [poll]);
    console.info(rows.length);
  }

  async tellsOnlyWhy(poll: string): Promise<void> {
    try {
      await pool.query('UPDATE polls SET closed_at = now() WHERE id = $1', [poll]);
    } catch (cause) {
      throw new Error(`poll ${poll} not closed`, { cause });
    }
  }
}

const votes = new Votes();

app.post('/polls/:id/votes', async (req: Request<{ id: string }>, res: Response) => {
  await pool.query('INSERT INTO votes (poll_id) VALUES ($1)', [req.params.id]);
  void votes.publishes(req.params.id); // want floating
  res.sendStatus(201);
});

app.delete('/polls/:id', async (req: Request<{ id: string }>, res: Response) => {
  await pool.query('DELETE FROM votes WHERE poll_id = $1', [req.params.id]);
  void votes.forgetsToCatch(req.params.id); // want floating
  void votes.tellsOnlyWhy(req.params.id); // want floating
  res.sendStatus(204);
});

app.get('/health', async (req: Request, res: Response) => {
  await new Promise<void>((resolve, reject) => {
    const patience = setTimeout(() => { reject(new Error('the database is slow')); }, 2_000);
    pool.query('SELECT 1').then(() => { resolve(); }).catch(reject).finally(() => { clearTimeout(patience); });
  });
  res.send('ok');
});

// Nobody waits for the promise around it either.
app.post('/polls/:id/views', (req: Request<{ id: string }>, res: Response) => {
  new Promise((resolve, reject) => {
    pool.query('UPDATE polls SET views = views + 1 WHERE id = $1', [req.params.id]).then(resolve, reject); // want floating
  });
  res.sendStatus(204);
});

// The function that it calls settles what the handler waits for.
app.post('/polls/:id/open', async (req: Request<{ id: string }>, res: Response) => {
  await new Promise<void>(resolve => {
    const check = async (): Promise<void> => {
      pool.query('SELECT 1 FROM polls WHERE id = $1', [req.params.id])
        .then(() => { resolve(); })
        .catch(() => {
          sleep(1_000).then(() => { void check(); });
        });
    };
    void check();
  });
  sleep(1_000).then(() => votes.forgetsToCatch(req.params.id)); // want floating
  res.sendStatus(204);
});

declare function split(): NodeJS.WritableStream & { importAll(): Promise<void> };

// A pipe gives the stream that it leads to.
app.post('/polls/import', (req: Request, res: Response) => {
  const lines = split();
  lines.on('end', () => { res.sendStatus(204); });
  void req.pipe(lines);
  void lines.importAll(); // want floating
});

const locks = new Mutex();

// The lock is in memory, as the timer is.
app.put('/polls/:id', async (req: Request<{ id: string }>, res: Response) => {
  const release = await locks.acquire();
  setTimeout(() => { release(); }, 100);
  setTimeout(() => void votes.forgetsToCatch(req.params.id), 100); // want timer
  res.sendStatus(204);
});
