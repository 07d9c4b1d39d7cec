/** Making it costs far more than using it, and what is made of the same is the same. */
export interface Costs {
  /** `number format`, `schema`. */
  what: string;
  /** It pays in any function that is called again, not only in handlers and loops: always, or with as many arguments or entries. */
  dear?: true | { arguments: number } | { entries: number };
  /**
   * It costs so little that it pays only in loops, if it is not dear, or that hardly anybody would notice; or that it is nothing to a
   * function that waits each time, unless that is a handler. What is found elsewhere is potential.
   */
  pays?: 'in loops' | 'hardly' | 'unless waiting';
  /** It counts only with as many arguments. */
  arguments?: number;
  /** Its first argument must be written in place: what is made of a variable of the module is kept by the library itself. */
  written?: true;
  /** It can be changed: only these members, and going through it, leave it as it is. */
  reads?: readonly string[];
  /** An option of a call on it with which it keeps something for the next call: `stream`. */
  continues?: string;
  /** Its second argument are flags with which it keeps where it is, as a regular expression does. */
  flags?: true;
  /** Methods that use it; all others give another of its kind. Where not given, all use it. */
  uses?: readonly string[];
  /** An option of its second argument that the process decides where it is left out, and may decide anew once it runs: the time zone. */
  ambient?: string;
  /** It keeps what it is given, so that to share it alone would not do. */
  gathers?: true;
  /** The method of a value that makes such a thing by itself, and what to make of the same arguments instead: `Intl.Collator`. */
  instead?: { maker: string; method: string };
}

/** The call adds a route, whose answers go through a compiled serializer where a schema says what they are. */
export interface Serializes {
  /** The option that holds the schema, dots for nesting, and the argument that holds the options. */
  option: string;
  argument: number;
  /** The option that is the handler, where it is no argument. */
  handler: string;
}
