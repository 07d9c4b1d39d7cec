interface Manifest {
  files: string[];
}

declare function read(path: string): Promise<Manifest>;

const loading = new Map<string, Promise<Manifest>>();
const tidy = new Map<string, Promise<Manifest>>();
const caught = new Map<string, Promise<Manifest>>();

// The work takes its own entry out, and does not get there when it fails.
export class Manifests {
  constructor(private readonly root: string) {}

  private async fetch(name: string): Promise<Manifest> {
    const manifest = await read(`${this.root}/${name}.json`);
    loading.delete(name);
    return manifest;
  }

  load(name: string): Promise<Manifest> {
    const running = loading.get(name);
    if (running) return running;
    const started = this.fetch(name);
    loading.set(name, started); // want onThrow
    return started;
  }

  get pending(): number {
    return loading.size;
  }
}

export class TidyManifests {
  constructor(private readonly root: string) {}

  private async fetch(name: string): Promise<Manifest> {
    try {
      return await read(`${this.root}/${name}.json`);
    } finally {
      tidy.delete(name);
    }
  }

  load(name: string): Promise<Manifest> {
    const running = tidy.get(name);
    if (running) return running;
    const started = this.fetch(name);
    tidy.set(name, started);
    return started;
  }
}

// What is caught goes on to where the entry is taken out.
async function fetchOrNone(name: string): Promise<Manifest> {
  let manifest: Manifest = { files: [] };
  try {
    manifest = await read(name);
  } catch (error) {
    console.error(error);
  }
  caught.delete(name);
  return manifest;
}

export function load(name: string): Promise<Manifest> {
  const running = caught.get(name);
  if (running) return running;
  const started = fetchOrNone(name);
  caught.set(name, started);
  return started;
}

const quiet = new Map<string, Promise<void>>();

declare function sleep(ms: number): Promise<void>;

// What cannot fail leaves nothing behind.
async function readQuietly(name: string): Promise<void> {
  await sleep(50);
  await read(name).catch(() => undefined);
  quiet.delete(name);
}

export function warm(name: string): Promise<void> {
  const running = quiet.get(name);
  if (running) return running;
  const started = readQuietly(name);
  quiet.set(name, started);
  return started;
}
