import express from 'express';
import type { Request, Response } from 'express';
import { Pool } from 'pg';

const pool = new Pool();
const router = express.Router();

async function cacheSet(key: string, value: unknown): Promise<void> {
  try {
    await pool.query('INSERT INTO cache VALUES ($1, $2)', [key, value]);
  } catch {
    console.warn('cache is away');
  }
}

async function remember(id: string, value: unknown): Promise<void> {
  return cacheSet(`group:${id}`, value);
}

const refresh = (id: string): Promise<void> => pool.query('REFRESH $1', [id]).then(() => undefined).catch(console.error);

async function count(id: string): Promise<void> {
  await pool.query('UPDATE groups SET seen = seen + 1 WHERE id = $1', [id]);
}

async function sync(id: string): Promise<void> {
  try {
    for (let page = 0; page < 100; page++) await pool.query('SELECT sync($1, $2)', [id, page]);
  } catch (error) {
    console.error(error);
  }
}

async function trace(req: Request): Promise<void> {
  try {
    await pool.query('INSERT INTO trace VALUES ($1)', [req.path]);
  } catch (error) {
    console.error(error);
  }
}

async function traceAll({ req }: { req: Request }): Promise<void> {
  try {
    await pool.query('INSERT INTO trace VALUES ($1)', [req.path]);
  } catch (error) {
    console.error(error);
  }
}

async function enqueueMail(to: string): Promise<void> {
  await pool.query('INSERT INTO mails VALUES ($1)', [to]);
}

async function mail(to: string): Promise<void> {
  await fetch('https://mail.example.com', { method: 'POST', body: to, signal: AbortSignal.timeout(5_000) });
}

async function greet(id: string): Promise<void> {
  const { rows } = await pool.query<{ mail: string }>('SELECT mail FROM groups WHERE id = $1', [id]);
  await mail(rows[0]?.mail ?? '');
}

async function strict(id: string): Promise<void> {
  try {
    await pool.query('SELECT check($1)', [id]);
  } catch (error) {
    throw new Error('not checked', { cause: error });
  }
}

/** Marked as left to itself, by work that looks after its own failure. */
router.get('/groups/:id', (req: Request<{ id: string }>, res: Response) => {
  void remember(req.params.id, req.body); // want floating potential
  void refresh(req.params.id); // want floating potential
  void enqueueMail(req.params.id); // want floating potential
  void count(req.params.id).catch(console.error); // want floating potential
  res.json({});
});

/** A failure that nobody hears of ends the process; a loop goes on; the request is held; a mail is lost at a restart. */
router.post('/groups/:id', (req: Request<{ id: string }>, res: Response) => {
  void count(req.params.id); // want floating
  void strict(req.params.id); // want floating
  void sync(req.params.id); // want floating
  void trace(req as unknown as Request); // want floating
  void traceAll({ req: req as unknown as Request }); // want floating
  remember(req.params.id, req.body); // want floating
  void greet(req.params.id).catch(console.error); // want floating
  void fetch(`https://hooks.example.com/${req.params.id}`).catch(console.error); // want floating
  res.json({});
});

/**
 * Best effort: the cache is read again after a minute anyway.
 * @param id The group.
 */
function poke(id: string): void {
  count(id).catch(console.error); // want floating potential
}

router.delete('/groups/:id', (req: Request<{ id: string }>, res: Response) => {
  poke(req.params.id);
  // Not awaited: the other workers
  // see it at their next turn.
  count(req.params.id).catch(console.error); // want floating potential
  // Not for blocked groups.
  count(req.params.id).catch(console.error); // want floating
  // Non blocking.
  count(req.params.id).catch(console.error); // want floating potential
  // This is async, but we don't care about the answer.
  count(req.params.id).catch(console.error); // want floating potential
  // Fire and forget where all are asked for.
  if (req.query.all) {
    count(req.params.id).catch(console.error); // want floating potential
  }
  // Where others are asked for.
  if (req.query.others) {
    count(req.params.id).catch(console.error); // want floating
  }
  // In the background, and then for the caller.
  if (req.query.both) {
    console.info(req.params.id);
    count(req.params.id).catch(console.error); // want floating
  }
  res.sendStatus(204);
});

// All that can fail in it is caught, though not all of it stands in a `try`.
async function share(id: string, isShared: boolean): Promise<void> {
  if (isShared) {
    try {
      await pool.query('UPDATE groups SET shared = true WHERE id = $1', [id]);
    } catch (error) {
      console.error('not shared', error);
    }
  }
}

// What is thrown again is lost.
async function shareOrFail(id: string): Promise<void> {
  try {
    await pool.query('UPDATE groups SET shared = true WHERE id = $1', [id]);
  } catch (error) {
    console.error('not shared', error);
    throw error;
  }
}

router.post('/groups/:id/share', (req: Request<{ id: string }>, res: Response) => {
  share(req.params.id, req.query.shared === 'yes'); // want "a restart loses it"
  shareOrFail(req.params.id); // want "its failure is lost"
  void share(req.params.id, true); // want floating potential
  void shareOrFail(req.params.id); // want floating
  res.sendStatus(204);
});

export default router;

// To throw again is no way to look after a failure.
router.post('/groups/:id/count', (req: Request<{ id: string }>, res: Response) => {
  count(req.params.id).catch(() => { // want "its failure is lost"
    throw new Error('not counted');
  });
  count(req.params.id).catch(error => { // want "a restart loses it"
    console.error(error);
  });
  res.sendStatus(204);
});

// One thing after another is more than a note beside the way.
router.post('/groups/:id/export', (req: Request<{ id: string }>, res: Response) => {
  void (async () => { // want floating
    try {
      const rows = await listed(req.params.id);
      await stored(rows);
    } catch (error) {
      console.error('not exported', error);
    }
  })();
  void (async () => { // want floating potential
    try {
      await stored([req.params.id]);
    } catch (error) {
      console.error('not stored', error);
    }
  })();
  res.sendStatus(202);
});

declare function listed(id: string): Promise<string[]>;
declare function stored(rows: readonly string[]): Promise<void>;
