import { Pool, type PoolClient } from 'pg';

declare function publish(id: string): Promise<void>;

const pool = new Pool();

// All that may fail in it is caught.
async function audit(client: PoolClient, action: string): Promise<void> {
  try {
    await client.query('INSERT INTO audit (action) VALUES ($1)', [action]);
  } catch (error) {
    console.error('audit failed', error);
  }
}

class Notices {
  async tellAll(ids: readonly string[]): Promise<void> {
    const sent: Promise<void>[] = [];
    for (const id of ids) sent.push(this.tell(id));
    const results = await Promise.allSettled(sent);
    results.forEach(result => {
      if (result.status === 'rejected') console.error('notice failed', result.reason);
    });
  }

  async tell(id: string): Promise<void> {
    await publish(id);
  }

  // A promise that is returned fails behind the `try`.
  async tellLater(id: string): Promise<void> {
    try {
      return publish(id);
    } catch {
      return undefined;
    }
  }

  async tellOrThrow(id: string): Promise<void> {
    try {
      await publish(id);
    } catch (error) {
      console.error(error);
      throw error;
    }
  }
}

const notices = new Notices();

export async function audited(action: string) {
  const client = await pool.connect();
  await audit(client, action);
  client.release();
}

export async function noticed(ids: readonly string[]) {
  const client = await pool.connect();
  await notices.tellAll(ids);
  client.release();
}

export async function noticedOne(id: string) {
  const client = await pool.connect(); // want onThrow
  await notices.tell(id);
  client.release();
}

export async function noticedLater(id: string) {
  const client = await pool.connect(); // want onThrow
  await notices.tellLater(id);
  client.release();
}

export async function noticedOrThrown(id: string) {
  const client = await pool.connect(); // want onThrow
  await notices.tellOrThrow(id);
  client.release();
}

// In turns: each may fail by what the other does.
async function ping(depth: number): Promise<void> {
  if (depth > 0) await pong(depth - 1);
}

async function pong(depth: number): Promise<void> {
  await publish(String(depth));
  await ping(depth);
}

export async function inTurns() {
  const client = await pool.connect(); // want onThrow
  await ping(3);
  client.release();
}

class Frames {
  readonly #ends: number[] = [];
  #bytes = new Uint8Array(0);
  constructor(readonly most = 100) {}
  end(at: number) {
    if (this.#ends.length < this.most) this.#ends.push(at, this.#bytes.length);
  }
}

class Checked extends Frames {
  constructor() {
    super(limit());
  }
}

class Parsed {
  readonly options = JSON.parse(process.env['FRAMES'] ?? '{}') as object;
}

declare function limit(): number;

function framesOf() {
  const frames = new Frames();
  return { frames, ends: [] as number[] };
}

export async function framed() {
  const client = await pool.connect();
  const { frames } = framesOf();
  console.info(frames);
  client.release();
}

export async function checked() {
  const client = await pool.connect(); // want onThrow
  const frames = new Checked();
  client.release();
  return frames;
}

export async function parsed() {
  const client = await pool.connect(); // want onThrow
  const frames = new Parsed();
  client.release();
  return frames;
}

// A promise that is kept may fail whoever waits for it.
class Setup {
  private ready?: Promise<void>;

  prepare(): Promise<void> {
    this.ready ??= this.run();
    return this.ready;
  }

  private async run(): Promise<void> {
    await publish('migration');
  }
}

const setup = new Setup();

export async function touch(): Promise<void> {
  const client = await pool.connect(); // want onThrow
  await setup.prepare();
  client.release();
}

// What is called in a `catch` may throw once more.
function fail(cause: unknown): never {
  throw new Error('not stored', { cause });
}

async function tell(id: string): Promise<void> {
  try {
    await publish(id);
  } catch (error) {
    fail(error);
  }
}

export async function touchAndTell(id: string): Promise<void> {
  const client = await pool.connect(); // want onThrow
  await tell(id);
  client.release();
}

// What comes of the rows may fail behind the question.
export async function listed(parse: (row: object) => string): Promise<string[]> {
  const client = await pool.connect(); // want onThrow
  const rows = await client.query<object>('SELECT * FROM orders').then(found => found.rows.map(parse), () => []);
  client.release();
  return rows;
}

export async function whole(): Promise<object[]> {
  const client = await pool.connect();
  const rows = await client.query<object>('SELECT * FROM orders').then(found => found.rows, () => []);
  client.release();
  return rows;
}
