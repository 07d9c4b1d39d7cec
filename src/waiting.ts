import type { Call, Path } from './library.ts';

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
  /** For how many milliseconds it waits for the next byte, where nobody says; how long it takes in all is not bounded. */
  idle?: number;
  /** What a repair adds to the options: `timeout: 10_000`. */
  write?: string;
  /** Methods of what it gives that bound it too: `it.setTimeout()`. */
  by?: readonly Call[];
  /** Events of what it gives which only somebody who bounds it listens for: `timeout`. */
  events?: readonly string[];
  /**
   * A timeout of its own that ends nothing: it is but told by this event, which somebody must hear who ends the call. The options that
   * set it, as methods in `by` do.
   */
  tells?: { event: string; options: readonly string[] };
  /** Members of what it is called on through which all its calls are bounded: `defaults`. */
  later?: readonly string[];
  /** The function that bounds all such calls of the process: `setGlobalDispatcher`. */
  globally?: string;
}

/** The call asks somebody else, and what it gives waits for the answer: a query, a command, a file. */
export interface Asks {
  of: 'database' | 'cache' | 'disk' | 'service';
  /** The index of the argument that is its statement, or an object that holds it. */
  text?: number;
  /** Each is sent by itself, as mails are: only all at once are too many. */
  apart?: true;
  /** Many at once only wait their turn and hold nothing meanwhile: `stat()`. */
  light?: true;
  /** It takes many at once as it is. */
  many?: true;
  /** Nothing is sent before somebody waits for it. */
  lazy?: true;
  /** Those that are begun at the same time are sent together. */
  together?: true;
  /** The method that takes a list of what this one takes as its first argument: `insertMany`. */
  list?: string;
  /** The option of that argument which holds it: `data`. */
  under?: string;
  /** The method that takes a list of what this one takes and gives a list of what this one gives, nothing for what is not there: `mget`. */
  answers?: string;
  /**
   * A list among its values stands for as many of them, so that `IN (?)` takes one. What it gives is the list of rows, or has that as its
   * first item.
   */
  expands?: 'value' | 'first';
  /** What asks for many at once, as a message says it: `findMany()`. */
  instead?: string;
  /** What it gives is a list of these, or one of them, each with methods that ask for itself: `Document()`. */
  rows?: Path;
}

/** The call sends a command that is its argument; for the classes of those that can be sent together, what does so. */
export interface Commands {
  batches: Readonly<Record<string, string>>;
}

/** The value tells by events that it has failed. */
export interface Fails {
  what: string;
  /** The events that tell it, each of which ends it. */
  events: readonly string[];
  /** The events that come in any case, after a failure too. */
  ends?: readonly string[];
  /** Who waits for such an end is never left waiting, but a failure that nobody listens for ends the process. */
  fatal?: true;
  /** An option with which it hardly ever fails: a shell is there, whatever it is to run. */
  seldom?: string;
  /** It is waited for at start, where an event that nobody listens for rightly ends the process. */
  starting?: true;
}

/** The call has a function called whenever something happens, until it is taken off again. */
export interface Listens {
  /**
   * The calls that take it off, the one that a repair writes first: `from.off(it)`. `it` is the function; where it is called,
   * or has a method, it is what the call gives: `it()`, `it.unsubscribe()`.
   */
  remove: Call | readonly Call[];
  /** The index of the function among the arguments; 1 where not given, 0 where there is no name of an event. */
  listener?: number;
  /** What it tells of, where none of its arguments names that: `timeout` for `setTimeout(1_000, onTimeout)`. */
  event?: string;
  /** What takes it off is what the call gives, such as a number, and not the function: `from.eject(it)`. */
  given?: true;
  /** It is taken off once it was called. */
  once?: true;
  /** Adding a function that is there already does nothing. */
  distinct?: true;
}

/** The value calls functions that were added to it, for longer than the call that it is handed to. */
export interface Emits {
  /** It lives on however it was come by: `process`, the socket of a request, a client that goes back to its pool. */
  shared?: true;
  /** Events that come once more whenever it has connected anew, as it does by itself; options that say otherwise. */
  again?: { events: readonly string[]; unless: readonly string[] };
}
