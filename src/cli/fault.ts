/** Why a run could not be made, in one line for the person who asked for it. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** The first line of what went wrong. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
