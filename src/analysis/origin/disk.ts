import { lstatSync, readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';

/** For how long the file system is taken to be as it was, in milliseconds: less than it takes to save a file and look at another. */
export const trusted = 1000;
/** How many answers are kept. */
const most = 5000;

/** What was seen in the file system, each taken to be as it was for a while. */
export class Seen<Answer> {
  readonly #known = new Map<string, { seen: number; answer: Answer }>();
  readonly #look: (at: string) => Answer;

  constructor(look: (at: string) => Answer) {
    this.#look = look;
  }

  at(place: string): Answer {
    const now = performance.now();
    const known = this.#known.get(place);
    if (known && now - known.seen < trusted) return known.answer;
    const answer = this.#look(place);
    if (this.#known.size > most) this.#known.clear();
    this.#known.set(place, { seen: now, answer });
    return answer;
  }
}

const lookedFor = <Found>(look: () => Found): Found | undefined => {
  try {
    return look();
  } catch {
    // What cannot be looked at is not there.
    return undefined;
  }
};

export const stateOf = (path: string): Stats | undefined => lookedFor(() => statSync(path, { throwIfNoEntry: false }));
export const isFile = (path: string): boolean => stateOf(path)?.isFile() === true;
export const isFolder = (path: string): boolean => stateOf(path)?.isDirectory() === true;
export const textOf = (path: string): string | undefined => lookedFor(() => readFileSync(path, 'utf8'));
/** What there is at a path itself, be it a link. */
export const entryOf = (path: string): Stats | undefined => lookedFor(() => lstatSync(path, { throwIfNoEntry: false }));
/** Where a link leads to. */
export const targetOf = (path: string): string | undefined => lookedFor(() => realpathSync(path));
/** What is in a folder; nothing where there is none. */
export const namesIn = (folder: string): readonly string[] => lookedFor(() => readdirSync(folder)) ?? [];
