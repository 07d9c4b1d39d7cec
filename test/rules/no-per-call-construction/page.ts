import { z } from 'zod';

// On a page there is one user; that a schema is checked there too tells nothing of a server.
export function tokenOf(text: string): string | undefined {
  const answer = z.object({ token: z.string(), state: z.string() }); // want perCall potential
  const { data } = answer.safeParse(JSON.parse(text));
  if (data?.state !== window.sessionStorage.getItem('state')) return undefined;
  return data?.token;
}

export function rowsOf(dates: Date[]): string[] {
  return dates.map(date => date.toLocaleDateString('de', { dateStyle: 'long' })); // want perTurn potential
}
