import { z } from 'zod';

type Role = 'admin' | 'owner';

export function firstDay(at: Date): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(at); // want perCall
}

export function lastDay(at: Date): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(at); // want perCall
}

export const refined = (input: unknown): unknown =>
  z.object({ from: z.number(), to: z.number() }).refine(({ from, to }) => from < to, { message: 'the wrong way round' }).parse(input); // want perCall

export function roleOf(names: string[]): Role[] {
  return names.flatMap(name => {
    const known: ReadonlySet<string> = new Set<Role>(['admin', 'owner']); // want perTurn
    return known.has(name) ? [name as Role] : [];
  });
}

export async function checkedLater(inputs: unknown[], max: () => number): Promise<boolean> {
  const schema = z.object({ count: z.number().max(max()) });
  const results = await Promise.all(inputs.map(async input => schema.safeParseAsync(input)));
  return results.every(({ success }) => success);
}
