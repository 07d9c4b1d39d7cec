import type { Request, Response } from 'express';

const active = new Map<string, Promise<string>>();
const uploads = new Set<string>();
const locks: Record<string, boolean> = {};

declare function render(id: string): Promise<string>;

export async function once(id: string): Promise<string> {
  const running = active.get(id);
  if (running) return running;
  const started = render(id);
  active.set(id, started); // want onThrow
  const page = await started;
  active.delete(id);
  return page;
}

export async function upload(req: Request, res: Response): Promise<void> {
  const { name } = req.params as { name: string };
  uploads.add(name);
  try {
    await render(name);
    res.sendStatus(204);
  } catch {
    res.sendStatus(500);
  }
  uploads.delete(name);
}

export async function locked(key: string): Promise<string> {
  locks[key] = true;
  try {
    return await render(key);
  } finally {
    delete locks[key];
  }
}

const builds = new Map<string, Promise<string>>();

interface Maker {
  make(commit: string): Promise<string>;
}

export class Builds {
  constructor(private readonly maker: Maker) {}

  async build(repository: string, commit: string): Promise<string> {
    const key = `${repository}@${commit}`;
    const known = builds.get(key);
    if (known) return known;
    const work = this.maker.make(commit);
    builds.set(key, work); // want onThrow
    const built = await work;
    builds.delete(key);
    return built;
  }
}

const issuing = new Set<string>();

declare function locking<T>(work: () => Promise<T>): Promise<T>;
declare function nowOf(id: string): number;
declare function issue(id: string, at: number): Promise<void>;

/** Nobody waits for what may fail there: the wait around it is that of somebody else. */
export async function send(id: string): Promise<void> {
  await locking(async () => {
    if (issuing.has(id)) return;
    issuing.add(id);
    const at = nowOf(id);
    issue(id, at).catch(console.error).finally(() => {
      issuing.delete(id);
    });
    await render(id);
  });
}
