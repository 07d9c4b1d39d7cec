import type { Acquires, Arrival, Closes, Creates } from './acquiring.ts';
import type { Admits, Borrows, Bulk, Crashes, Equips, Keeps, Limit, Loads, Passes, Sends, Staggers } from './limits.ts';
import type { Costs, Serializes } from './costs.ts';
import type { Asks, Bounds, Commands, Emits, Fails, Listens, Waits } from './waiting.ts';

/**
 * What the plugin knows about packages: plain data, the same form for the shipped libraries and the user's own.
 *
 * A library is a dictionary from a {@link Path} to the {@link Facts} that hold there.
 */

/**
 * How a value is obtained, written like code: `Pool().connect()`.
 *
 * - `()` calls or constructs: `new Pool()` and `Pool()` are the same step. The module itself called is `()`.
 * - A promise is the value that it will hold; a default import, a namespace import and the module are the same thing.
 * - A type is the value it describes: a parameter `pool: Pool` is `Pool()`.
 * - `Pool().*()` stands for every method that has no entry of its own; `load().**().*()` for those of whatever is below `load()`.
 * - What another library says has its name in front: `http:IncomingMessage()`, `:Request()` for a global.
 */
export type Path = string;

/**
 * A call, written in the words `it` (the resource), `from` (what it was obtained from) and JavaScript:
 * `it.release()`, `from.release(it)`, `clearInterval(it)` (a function of the same library),
 * `createWriteStream({ fd: it })` (the same, of an option), `it()` (the resource is itself the function that gives back),
 * `for (it)` (iterated to its end), `it.body` (not a call: whoever takes this member looks after it),
 * `stream/promises:pipeline(it)` (a function of another library).
 */
export type Call = string;

/** The call takes functions and calls them with these values. */
export interface Calls {
  /**
   * Paths of the parameters in this library, `''` where nothing is known; several lists for several arities: the
   * first that is long enough holds.
   */
  params?: readonly (readonly Path[])[];
  /** Only when the first argument is one of these strings: `on('request', …)`. */
  when?: readonly string[];
  /** Which arguments are called; every function among them where not given. */
  arguments?: readonly number[];
  /** The functions stand in an options object under these names, dots for nesting: `handler`, `options.handler`. */
  options?: readonly string[];
  /** Once for each item of the receiver: the body is that of a loop. */
  each?: true;
}

/** The call registers functions that run once per request, message, job or connection; as a decorator, the method below it. */
export interface Handles extends Calls {
  /** `request`, `message`, `job`, `connection`. */
  what: string;
  /** No response ends it: the connection stays open, so that work may well go on behind it. */
  open?: true;
  /** What it returns is what the client is sent: a stream of Node too, or but a `value`. */
  returns?: true | 'value';
  /** Runs where there is no process to share a pool in (Cloudflare Workers). */
  isolate?: true;
}

/** The value is what a handler is given: a parameter of this type makes its function a handler. */
export interface Serves {
  role: 'request' | 'response' | 'context';
  what: string;
  /** An `AbortSignal` that aborts when the client goes away, in the words of {@link Call}: `it.raw.signal`. */
  signal?: string;
  /** The version of the package that first had the signal: a repair uses it only where the checker knows it. */
  since?: string;
  /** Where no signal is offered: the expression on which `once('close')` tells that the client is gone. */
  closes?: string;
  /** The method after which the framework tells nothing any more by a signal: `hijack`. */
  detaches?: string;
  /** What calls the handler looks after a promise of its that fails. */
  catches?: true;
  /** The method that keeps a promise alive past the response: `it.executionCtx.waitUntil`. */
  waitUntil?: string;
  /** Members that show one without any annotation: `params`, `end()` where called, `json(…)` with arguments, `raw.write()`. */
  shownBy?: readonly string[];
  /** Of a context: those that answer, one of which must be used too: `body=` where assigned. */
  answeredBy?: readonly string[];
  /** Those that show it where a request's response, or the request, is not used, and the last parameter is a `next` that is called. */
  shownAloneBy?: readonly string[];
  /** Those that nothing else has, so that each of them shows it wherever it stands. */
  shownSolelyBy?: readonly string[];
}

/** The call starts work that goes on after it returned, and gives a promise or a handle of it. */
export interface Starts {
  /** `request`, `timer`, `job`. */
  what: string;
  /** Where it takes an `AbortSignal`: the index of the argument, and the option in it where it is an object. */
  signal?: { argument: number; option?: string };
  /** How it is told to end: `clearTimeout(it)`. */
  stop?: Call | readonly Call[];
  /** It ends by an event alone, which may never come. */
  endless?: true;
  /** Its parameters are a callback and a delay, and it ends by itself: a timer. */
  timer?: 'once' | 'repeats';
}

/** The call looks after a promise or a job by itself: `waitUntil(promise)`, `queue.add(job)`. */
export interface Awaits {
  what: string;
  /** Where the work of a request may be handed to it as it is: whether it takes the promise, or a function that starts the work. */
  takes?: 'promise' | 'function';
}

/** A stream of bytes. */
export interface Reads {
  /** `request body`, `file`, `response`. */
  what: string;
  /** How its chunks become strings that never split a character: `it.setEncoding('utf8')`. */
  decode?: Call;
  /** The option of what calls back with it that ends it at some size: `limits.fileSize`. */
  limit?: string;
}

/** Something that is written to piece by piece. */
export interface Writes {
  /** `response`, `file`, `socket`. */
  what: string;
  /** Who reads it is a client that may go away: always, or only where a handler is given it. */
  client?: true | 'given';
  /** The methods that write; `write` where not given. */
  by?: readonly string[];
  /** What tells that its reader has gone, in the words of {@link Call}: `it.destroyed`. */
  gone?: string;
  /** Nothing that writing gives tells whether the reader keeps up, unless that it takes its time. */
  paces?: true;
  /** The member that tells how much the reader takes still, where writing itself tells nothing: `desiredSize`. */
  room?: string;
}

/** The call passes one stream on to another. */
export interface Pipes {
  /** `rendering`: it looks after both ends by itself. */
  what: string;
}

/** The call sends a statement to a database. */
export interface Queries {
  /** The index of the argument that is the statement, or an object with it under `text` or `sql`. */
  text?: number;
  /** The statement that it sends by itself: `BEGIN` for `beginTransaction()`. */
  says?: string;
  /** Every call may be sent to another connection. */
  shared?: true;
  /** What takes one connection out, for those that belong together: `from.connect()`. */
  checkOut?: Call;
  /** An option with which it goes to a connection that is held already: `transaction`. */
  unless?: string;
  /** The export of the package, a member of which among its options tells, whatever it is called on: `{ type: QueryTypes.SELECT }`. */
  shownBy?: string;
  /** A text is a script of its own, of which only a transaction counts that it leaves open. */
  script?: true;
}

export type { Acquires, Arrival, Asks, Bounds, Closes, Commands, Costs, Creates, Emits, Fails, Listens, Waits };

export interface Facts {
  acquires?: Acquires;
  handles?: Handles | readonly Handles[];
  starts?: Starts;
  listens?: Listens;
  emits?: Emits;
  awaits?: Awaits;
  creates?: Creates;
  calls?: Calls | readonly Calls[];
  serves?: Serves;
  reads?: Reads;
  writes?: Writes;
  pipes?: Pipes;
  waits?: Waits;
  asks?: Asks;
  commands?: Commands;
  fails?: Fails;
  /** What is made has bounds for the calls on it. */
  bounds?: Bounds;
  queries?: Queries;
  closes?: Closes;
  keeps?: Keeps;
  admits?: Admits;
  bulk?: Bulk;
  borrows?: Borrows;
  loads?: Loads;
  sends?: Sends;
  passes?: Passes;
  equips?: Equips;
  staggers?: Staggers;
  /** What it is given is called for every request of the application. */
  mounts?: true;
  /** What is made has no limit of its own. */
  limits?: Limit | readonly Limit[];
  crashes?: Crashes;
  costs?: Costs;
  serializes?: Serializes;
  /** Cannot throw, and keeps nothing that it is given. */
  safe?: true;
  /** Never returns: `process.exit()`. */
  ends?: true;
}

/** Exports that a framework calls because of the file they stand in. */
export interface Routes {
  /** A regular expression for the file's path, with `/` between folders. */
  file: string;
  /** A regular expression for its text: what the file must speak of for the exports to be the framework's. */
  mentions?: string;
  /** Names of the exports; `default` is one, and `default.fetch` is a method of the object that it is. */
  exports: readonly string[];
  handles: Handles;
}

export interface Library {
  package: string;
  /**
   * What holds at a path, or the path that it is the same as: `'PoolClient()': 'Pool().connect()'`. A path that is the same as its own
   * beginning, `'createClient().on()': 'createClient()'`, gives the very object it was called on and makes no other.
   */
  paths: Readonly<Record<Path, Facts | Path>>;
  routes?: readonly Routes[];
}

/** Makes a library; the types check it. */
export function library(name: string, paths: Library['paths'], routes?: readonly Routes[]): Library {
  return { package: name, paths, ...(routes && { routes }) };
}
