import { isCall, isFunction, type ClassNode, type FunctionNode, type Node } from '../../ast.ts';
import type { Acquires } from '../../library.ts';
import type { Binding } from '../origin/binding.ts';
import { type Words } from '../origin/call.ts';

/** A resource under a name in the function that has to give it back. */
export interface Resource {
  /** As the code writes it: `client`, `this.client`. */
  name: string;
  owner: FunctionNode | ClassNode;
  mentions: readonly Node[];
  acquires: Acquires;
  words: Words;
  /** A parameter that gives it back when called. */
  releaser: Binding | undefined;
}

/** What a function does with a resource. */
export interface Conduct {
  /** Calls that give it back. */
  releases: ReadonlySet<Node>;
  /** Calls from which on it holds something. */
  begins: ReadonlySet<Node>;
  /** Where the duty to give it back passes to someone else. */
  moves: ReadonlySet<Node>;
  /** Nested functions that give it back when they run. */
  carriers: ReadonlySet<FunctionNode>;
  /** Whether it is passed to functions of which nobody knows what they do with it. */
  lentToUnknown: boolean;
  /** Whether a nested function that outlives the call holds on to it. */
  captured: boolean;
}

/** Whether the call that acquires is given a function that gives back: `const socket = connect(port, () => socket.end())`. */
export const callsBack = (acquiring: Node, { carriers }: Conduct): boolean =>
  isCall(acquiring) && acquiring.arguments.some(argument => isFunction(argument) && carriers.has(argument));
