import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

/** A pool of one client that notes every query which ends when the client has gone back. */
class FakePool {
  readonly late: string[] = [];
  held = 0;

  async connect(): Promise<object> {
    await wait(0);
    this.held += 1;
    let isOut = true;
    const query = async (sql: string): Promise<{ rows: string[] }> => {
      await wait(1);
      if (!isOut) this.late.push(sql);
      if (sql === 'FAIL') throw new Error(sql);
      return { rows: [sql] };
    };
    const release = (): void => {
      isOut = false;
      this.held -= 1;
    };
    return { query, release };
  }
}

/** Bodies of functions with a `pool` and the text of a query. */
const programs = {
  'a promise that is returned': `
    const client = await pool.connect();
    try {
      return client.query(sql);
    } finally {
      client.release();
    }`,
  'a helper': `
    const rowsOf = async client => (await client.query(sql)).rows;
    const client = await pool.connect();
    try {
      return rowsOf(client);
    } finally {
      client.release();
    }`,
  'steps behind it': `
    const client = await pool.connect();
    try {
      return client.query(sql).then(({ rows }) => rows[0]);
    } finally {
      client.release();
    }`,
  'a promise with a name': `
    const client = await pool.connect();
    try {
      const pending = client.query(sql);
      return pending;
    } finally {
      client.release();
    }`,
  'all of several': `
    const client = await pool.connect();
    try {
      return Promise.allSettled([client.query(sql), client.query('SELECT 2')]);
    } finally {
      client.release();
    }`,
};

type Run = (pool: FakePool, sql: string) => Promise<unknown>;

function runOf(body: string): Run {
   
  return new Function('pool', 'sql', `return (async () => {${body}})();`) as Run;
}

/** What a run gave, and how many queries ended too late. */
async function outcomeOf(body: string, sql: string): Promise<{ end: unknown; late: number; held: number }> {
  const pool = new FakePool();
  const end = await runOf(body)(pool, sql).catch((error: unknown) => String(error));
  await wait(5);
  return { end, late: pool.late.length, held: pool.held };
}

describe('a call is awaited before what it works on goes back', () => {
  test.each(Object.entries(programs))('%s', async (_name, body) => {
    const text = `import pg from 'pg';\nconst pool = new pg.Pool();\nexport async function run(sql) {${body}\n}\n`;
    const rule = 'no-use-after-release';
    const reports = lint({ folder: rule, options: {}, settings: {} }, `${rule}.js`, text).all.filter(report => report.rule === rule);
    const [repair, ...others] = repairsOf(text, reports);
    const fixed = /run\(sql\) \{([^]*)\n\}\n$/.exec(repair?.text ?? '')?.[1] ?? '';
    expect(others.every(({ text: other }) => other === repair?.text || other.includes('await'))).toBe(true);
    for (const sql of ['SELECT 1', 'FAIL']) {
      const [before, after] = [await outcomeOf(body, sql), await outcomeOf(fixed, sql)];
      expect(before.late, `${sql}, before`).toBeGreaterThan(0);
      expect(after, sql).toEqual({ end: before.end, late: 0, held: 0 });
    }
  });
});
