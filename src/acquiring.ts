import type { Call } from './library.ts';

/** Where a resource arrives, other than as the value of the call (or of its promise). */
export type Arrival =
  | 'value'
  /**
   * As the parameter with this index of the callback, which is the last argument; `release` is the index of a
   * parameter that gives back.
   */
  | { callback: number; release?: number }
  /** As this element of the array that the call gives: `const [value, release] = await semaphore.acquire()`. */
  | { element: number };

/** The call hands out something that must be given back. */
export interface Acquires {
  /** Its name in a message, lower case and without article: `pooled client`. */
  what: string;
  /** The calls that give it back; the first is the one a repair writes. */
  release: Call | readonly Call[];
  /** The call that gives it back so that nobody gets it again: `it.release(true)`. */
  discard?: Call;
  /** How it arrives; `['value']` where not given. */
  gives?: readonly Arrival[];
  /** It holds nothing until one of these, or until it is handed to another call; `await it.connect()`: not until that has succeeded. */
  begins?: readonly Call[];
  /**
   * Where it is not known on what the call is made: members of what it gives, one of which tells together with a call that gives it back;
   * none where that tells by itself.
   */
  shownBy?: readonly string[];
  /** Members of what it gives that tell by themselves. */
  shownAloneBy?: readonly string[];
  /** Those of the first that tell, together with giving back, even where the call has a name of its own: `await clientOf(tenant)`. */
  shownAnywhereBy?: readonly string[];
  /** Where many may share one: members that tell it, together with the call that closes it: `{ 'it.close()': ['sendToQueue()'] }`. */
  sharedBy?: Readonly<Record<Call, readonly string[]>>;
  /** Which release is right depends on how the work went, as with a transaction: no repair writes one. */
  choice?: true;
  /** Giving back what it came from gives it back too: a page of a browser. */
  withParent?: true;
  /**
   * Only what control flow shows counts (return, throw, end), not that any call may throw: a response body, which
   * is garbage-collected late.
   */
  exits?: 'explicit';
  /**
   * It holds nothing while it is small, as the answer to what went wrong is, or what nobody means to read: certain only where it was found
   * good, which these members tell, `ok`, and then turned down for another reason.
   */
  light?: readonly string[];
  /**
   * Conditions under which nothing is held, as code: `it.status === 204`, `it.read().done` (of what a method gave last);
   * an option of the acquiring call: `{ option: 'method', is: 'HEAD' }`; or an argument of it, a function which is lent
   * the resource and after which the library itself gives it back: `{ argument: 0, is: 'function' }`.
   */
  unless?: readonly (string | { option: string; is?: string | boolean } | { argument: number; is: 'function' })[];
  /** It is a resource only where one of these options is given: a DOM window whose scripts run. */
  given?: readonly string[];
  /**
   * It is a resource only where it is acquired per request, message or turn of a loop: a worker thread; or only where a handler writes
   * to its client what comes out of this member of it: a child process.
   */
  only?: 'repeated' | { fed: string };
  /** It is a mere text, such as a path: who is passed it uses it and no more, unless the name of the function says otherwise. */
  plain?: true;
  /** The member that tells its path, by which whoever is told that finds it. */
  path?: string;
  /** Events that announce its own end: whoever listens to one of them may count on that, so that it is only potential. */
  announces?: readonly string[];
  /** Events of its own after which it is still open: `timeout` of a socket. */
  stays?: readonly string[];
  /** Events for whose sake it is kept on purpose, for as long as the program runs: `notification`. */
  heldFor?: readonly string[];
  /** An event that may be its last word, unless it was told by this call to wait for more. */
  endsAt?: { event: string; unless: Call };
  /** It can be declared with `using` (`sync`) or `await using` (`async`). */
  disposable?: 'sync' | 'async';
  /** Once given back, or after this call, whatever is asked of it fails, or reaches whoever has it by then. */
  spent?: true | Call;
  /** How what is no good without it is obtained from it: `execute().resultSet`. */
  parts?: readonly string[];
  /** What giving it back a second time does: it throws, or nothing at all. Where not given, it depends on who has it by then. */
  releaseTwice?: 'throws' | 'harmless';
  /** Whoever gets it next finds it as it was left: `'rolled back'` but for a transaction, which giving it back ends. */
  reused?: true | 'rolled back';
  /** The option of its pool with which that is not so: everything is reset. */
  resets?: string;
  /** The function that its pool is given and hands each one to before its next owner gets it, where this option says so. */
  checked?: { by: string; option: string };
  /** Where the resource serves one such call only, the owner has a method that does all three steps: `it.query()` → `from.query()`. */
  oneShot?: { call: Call; instead: Call };
}

/** The call makes something that is meant to live as long as the process. */
export interface Creates {
  /** `connection pool` */
  what: string;
  /** How it is closed. */
  close?: Call | readonly Call[];
  /**
   * Where it is not known what is closed: members of it, one of which tells together with the call that closes it; none where that tells
   * by itself: `{ 'it.quit()': ['incr()'] }`.
   */
  shownBy?: Readonly<Record<Call, readonly string[]>>;
  /** What each one costs, to end a sentence: `opens its own connections`. */
  cost?: string;
  /**
   * With credentials of the caller's own it cannot be shared: one for each call is then only a potential finding. Which options hold
   * them, or `true` where any may.
   */
  personal?: true | readonly string[];
  /** It may well serve one purpose at a time: only to make it anew at each call and close it again is a finding, a potential one. */
  single?: true;
  /** Options with which it holds nothing: `{ option: 'streamTransport', is: true }`. */
  unless?: readonly { option: string; is?: string | boolean }[];
  /** It keeps hardly anything, so that it is only a potential finding, but with this option. */
  given?: { option: string; is: boolean };
}

/** The call closes what the whole process shares. */
export type Closes = Pick<Creates, 'what'>;
