/** What is made keeps an entry for each key that it is ever given. */
export interface Keeps {
  /** `cache`, `memoised function`, `session store`. */
  what: string;
  /** Options that bound how many it keeps, the one that a reader is told of first; a time to live is no bound. */
  limits: readonly string[];
  /** Options that have entries taken out in time, be they asked for or not: as many are there as come meanwhile. */
  expires?: readonly string[];
  /** Methods that put an entry in, and the index of the argument that says for how long: `set(key, value, 60)`. */
  lifetimes?: Readonly<Record<string, number>>;
  /** It is meant for one request: an object that has one may well be made for each. */
  perRequest?: true;
  /** The index of the argument that holds the options, or is the limit itself; 0 where not given. */
  options?: number;
  /** The index of the function whose parameters are the keys: without any there is but one entry. */
  function?: number;
  /** The methods and members of it by which somebody bounds it: `delete`, `cache`. */
  by?: readonly string[];
  /** It lives as long as the process wherever it is made, but in a handler. */
  lasting?: true;
  /** It can stand for a `Map` of which only these methods and members are used; `write` is the limit that a repair gives it. */
  forMap?: { uses: readonly string[]; write: string };
}

/** The call takes in bytes that come from outside, and holds them in memory or on disk. */
export interface Admits {
  /** `body`, `upload`. */
  what: string;
  /** Options that bound how many, dots for nesting, the one that a repair writes first. */
  limits: readonly string[];
  /** The index of the argument that holds the options; 0 where not given. */
  options?: number;
  /** How many bytes where nobody says; any number where not given. */
  default?: number;
  /** The argument that holds or gives the bytes: it counts only where that comes from a request. */
  of?: number;
  /** What a repair writes: `'1mb'`, `1024 * 1024`. */
  write?: string;
  /** The program may say it elsewhere for all such calls. */
  elsewhere?: true;
  /** Methods of what is made that take none of it in: `upload.none()`. */
  without?: readonly string[];
  /** What it takes in besides where this option is true: files, with `multipart`. */
  besides?: { option: string; admits: Admits };
}

/** What it gives is as large as what it was read from: a file, a body, an answer. */
export interface Bulk {
  /** Bytes of which `slice()` gives a view, bytes of which it gives a copy, a text, or one of them. */
  as: 'bytes' | 'copied bytes' | 'text' | 'any';
  /** The index of the argument with which bytes come as a text: an encoding, or options with one. */
  encoding?: number;
  /** It comes as the parameter with this index of the callback, which is the last argument. */
  callback?: number;
  /** Only when the first argument is one of these strings: `on('message', …)`. */
  when?: readonly string[];
}

/** It works on the bytes that it is given, and keeps none of them when it has returned, or its promise is settled. */
export interface Borrows {
  /** It writes to its first buffer: every byte of it, or as many as it tells. */
  fills?: 'all' | 'some';
  /** It gives a promise, and is done only when that is settled. */
  settles?: true;
}

/** An option of what is made, without which something has no end. */
export interface Limit {
  /** Its name, dots for nesting. */
  option: string;
  /** What holds where nobody says: 0, `null` and `Infinity` are no limit at all. */
  default: number | null;
  /** What has no end then: a caller's wait, the queue of callers, the sockets, the tries. */
  endless: 'wait' | 'queue' | 'sockets' | 'retries';
  /** Other options that bound it too. */
  or?: readonly string[];
  /** The index of the argument that holds the options; 0 where not given. */
  argument?: number;
  /** The first argument may be an address, and options stand in its query. */
  inAddress?: true;
  /** Only where an option has this value: `keepAlive: true`. */
  given?: { option: string; is: string | boolean };
  /** Not where an option has this value: `waitForConnections: false`. */
  unless?: { option: string; is: string | boolean };
  /** Where a file speaks of this, in letters of any case, it is made for those who ask for it without the limit. */
  exempt?: string;
  /** The value that a repair writes. */
  write: string;
}

/** An event of what is made that ends the process where nobody listens to it. */
export interface Crashes {
  event: string;
}

/** The call reads into memory whole what could be read piece by piece. */
export interface Loads {
  /** `file`, `object`, `answer`, `stream`; `rows`. */
  what: string;
  /** How it arrives: as the value of the call where not given, or as the parameter with this index of its callback, the last argument. */
  gives?: readonly ('value' | { callback: number })[];
  /** The members that lead to it: `Body`, `0`. */
  at?: readonly string[];
  /** Nothing else runs meanwhile. */
  blocks?: true;
  /** It is so only with this option: `responseType: 'arraybuffer'`. */
  given?: { option: string; is: string };
  /** It is a few only, with one of these options. */
  unless?: readonly string[];
  /** What is read is a stream that this argument is. */
  of?: number;
  /**
   * What gives it piece by piece: `fs:createReadStream`, a function that takes what names the file; `it.body` and
   * `it.transformToWebStream()`, streams of the web platform, where `it` is what it is called on.
   */
  instead?: string;
  /** What it is called on gives it piece by piece already: a stream of Node, a cursor. */
  streams?: true;
}

/** The call sends on what it is given, as a whole; so does an assignment to this member. */
export interface Sends {
  to: 'client' | 'server' | 'disk';
  /** The index of the argument; 0 where not given. */
  argument?: number;
  /** The option that holds it, dots for nesting: `body`. */
  option?: string;
  /** It is content with a stream: of Node, or of the web platform. */
  takes?: 'node' | 'web';
  /** It sends the bytes and no more: no header tells of them. */
  plain?: true;
}

/** The call gives what this argument holds in another form. */
export interface Passes {
  /** 0 where not given. */
  argument?: number;
  /** A text of the items of a list: lines of a table. */
  text?: true;
  /** The items of a text: rows of a table. */
  items?: true;
  /** The parameter of its callback, where the last argument is one. */
  callback?: number;
}

/** The call works through a list with so many of its items at a time as it is told, or makes what lets so many functions run at a time. */
export interface Staggers {
  /** The list and the function for each item, or, to what it makes, one function after the other. */
  takes: 'list' | 'functions';
  /** Under which name a repair imports it, and how that says how many. */
  name: string;
  write: string;
}

/** What it makes, once mounted, gives the handlers something of the request, or tells of it. */
export interface Equips {
  what: 'body' | 'upload' | 'session' | 'log';
  /** The members of the request that it gives. */
  gives: readonly string[];
  /** Options that leave some requests out. */
  spares?: readonly string[];
}
