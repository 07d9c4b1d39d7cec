import type { CallNode, FunctionNode, Node, VisitorKeys } from '../../ast.ts';
import type { Catalogue, FullPath } from '../../catalogue.ts';
import type { Routes } from '../../library.ts';
import type { Bindings } from './binding.ts';
import type { Definition } from './definition.ts';

/** The parts of a file that origins need; a file of the project that is only looked up has no checker. */
export interface Module {
  bindings: Bindings;
  keys: VisitorKeys;
  catalogue: Catalogue;
  /** The path that the type checker knows for an expression. */
  typed?: (node: Node) => FullPath | undefined;
  /** The member expressions with this name that are handed to a call or put in a list. */
  membersNamed?: (name: string) => readonly Node[];
  /** The calls made under a name: `load()`, `service.load()`. */
  callsNamed?: (name: string) => readonly CallNode[];
  /** The calls in a function, those of nested functions too. */
  callsIn?: (node: Node) => CallNode[];
  /** Whether the checker knows a member of what an expression gives; not there without a checker. */
  hasMember?(node: Node, name: string): boolean;
  /** The whole text. */
  text: string;
  /** Where the file stands that is linted. */
  filename?: string;
  /** Whether the text may hold what only its use tells: `calls` that hand out, `parties` of a request. */
  mayShow?: (what: 'calls' | 'parties') => boolean;
  /** What the frameworks call of its exports. */
  routes?: readonly Routes[];
  /** The JSDoc comment before a function. */
  documented?: (fn: FunctionNode) => string | undefined;
  /** The text of a node. */
  sourceOf: (node: Node) => string;
  /** Whether a specifier leads to a file of the project. */
  isOwn: (specifier: string) => boolean;
  /** What another file of the project exports under a name; unless it is sought, only where that may be of a known package. */
  imported?: (specifier: string, name: string, isSought?: boolean) => Definition | undefined;
}
