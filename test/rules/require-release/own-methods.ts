interface LockService {
  acquire(name: string): Promise<object>;
  release(lock: object): Promise<void>;
}

declare function lockService(): LockService;

interface Driver {
  open(mode: string): Runner;
}

interface Runner {
  query(sql: string): Promise<{ version: string }[]>;
  clearDatabase(): Promise<void>;
  release(): Promise<void>;
}

/** A method that gives what another package's driver gives: what is done with it tells what it is. */
export class Connection {
  readonly #driver: Driver;
  version = '';

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  async dropDatabase(names: readonly string[]): Promise<void> {
    const queryRunner = this.createQueryRunner('master'); // want onThrow
    if (names.length > 0) await queryRunner.clearDatabase();
    await queryRunner.release();
  }

  async clear(): Promise<void> {
    const queryRunner = this.createQueryRunner('master');
    try {
      await queryRunner.clearDatabase();
    } finally {
      await queryRunner.release();
    }
  }

  createQueryRunner(mode: string): Runner {
    return this.#driver.open(mode);
  }
}

class NoRunner implements Runner {
  query(): Promise<{ version: string }[]> {
    return Promise.resolve([]);
  }

  clearDatabase(): Promise<void> {
    return Promise.resolve();
  }

  release(): Promise<void> {
    return Promise.resolve();
  }
}

/** One of those that it gives needs no release, and who asks leaves early with that. */
export class Sampled {
  readonly #driver: Driver;
  readonly #rate: number;

  constructor(driver: Driver, rate: number) {
    this.#driver = driver;
    this.#rate = rate;
  }

  async run(sql: string): Promise<void> {
    const runner = this.createQueryRunner('replica');
    if (runner instanceof NoRunner) return;
    try {
      await runner.query(sql);
    } finally {
      await runner.release();
    }
  }

  createQueryRunner(mode: string): Runner {
    if (Math.random() > this.#rate) return new NoRunner();
    return this.#driver.open(mode);
  }
}

/** What gave it is asked for again to take it back, and cannot have gone since. */
export async function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = await lockService().acquire(name);
  try {
    return await work();
  } finally {
    await lockService().release(lock);
  }
}

/** Something else is asked first, which may fail. */
export async function noted<T>(name: string, work: () => Promise<T>, note: () => Promise<void>): Promise<T> {
  const lock = await lockService().acquire(name); // want onThrow
  try {
    return await work();
  } finally {
    await note();
    await lockService().release(lock);
  }
}
