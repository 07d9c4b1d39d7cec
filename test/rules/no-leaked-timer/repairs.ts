export async function limited(work: Promise<string>, ms: number): Promise<string> {
  return Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timed out')), ms))]); // want guard
}

export const within = <T>(work: Promise<T>, ms: number): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timed out')), ms)), // want guard
  ]);

export async function late(load: Promise<string>, ms: number): Promise<string> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('late')), ms); // want guard
  });
  const found = await Promise.race([load, late]);
  return found.trim();
}

export async function fetched(url: string): Promise<string> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5000); // want guard
  const answer = await fetch(url, { signal: controller.signal });
  return answer.text();
}

export class Poller {
  #timer: NodeJS.Timeout | null = null;

  start(): void {
    this.#timer = setInterval(() => this.poll(), 1000); // want forgotten
  }

  poll(): void {
    console.log('x');
  }

  close(): void {
    console.log('closed');
  }
}

export async function either(loads: Promise<string>[], ms: number, load: () => Promise<string>): Promise<string> {
  const limit = new Promise<string>(resolve => setTimeout(() => resolve('none'), ms)); // want guard
  if (loads.length === 0) return load();
  return Promise.race([...loads, limit]);
}
