import type { Call } from './library.ts';

/** Where it can be said how long calls may wait. */
export interface Bounds {
  /** The arguments that may hold the options, the likeliest first; an address or a function there is none. */
  options?: readonly number[];
  /** Options that are a timeout, dots for nesting: `timeout.request`. */
  timeouts?: readonly string[];
  /** Options that take an `AbortSignal`. */
  signals?: readonly string[];
  /** Options that hold something with bounds of its own: an agent. */
  through?: readonly string[];
  /** The argument that may be something with bounds of its own: a request made before, the client that this one wraps. */
  wraps?: number;
}

/** The call waits for an answer from elsewhere. */
export interface Waits extends Bounds {
  /** For how many milliseconds, where nobody says; for ever where not given. */
  default?: number;
  /** What a repair adds to the options: `timeout: 10_000`. */
  write?: string;
  /** Methods of what it gives that bound it too: `it.setTimeout()`. */
  by?: readonly Call[];
  /** Events of what it gives which only somebody who bounds it listens for: `timeout`. */
  events?: readonly string[];
  /** Members of what it is called on through which all its calls are bounded: `defaults`. */
  later?: readonly string[];
  /** The function that bounds all such calls of the process: `setGlobalDispatcher`. */
  globally?: string;
}

/** The value tells by events that it has failed. */
export interface Fails {
  what: string;
  /** The events that tell it, each of which ends it. */
  events: readonly string[];
  /** The events that come in any case, after a failure too. */
  ends?: readonly string[];
  /** It is waited for at start, where an event that nobody listens for rightly ends the process. */
  starting?: true;
}
