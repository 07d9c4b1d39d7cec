import express, { type Request, type Response } from 'express';
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
