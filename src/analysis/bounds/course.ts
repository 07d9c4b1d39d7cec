import type { Node } from '../../ast.ts';

/** Something that makes a collection larger. */
export interface Swell {
  node: Node;
  /** Under what it is found again; none in a list. */
  key: Node | undefined;
  /** What is kept. */
  values: readonly Node[];
  /** It goes into a collection that is itself an entry of the one asked for. */
  inner: boolean;
}

/** Something that makes it smaller. */
export interface Shrink {
  node: Node;
  /** `delete`: of one entry; `trim`: of what is oldest or too much; `take`: to be worked on; `reset`: of all. */
  how: 'delete' | 'trim' | 'take' | 'reset';
  inner: boolean;
}

/** All that one file does with a collection. */
export interface Course {
  swells: readonly Swell[];
  shrinks: readonly Shrink[];
  /** Where an entry is looked for. */
  lookUps: readonly Node[];
  /** Something asks how large it is. */
  measured: boolean;
  /** The collection itself goes where nobody sees what is done with it. */
  leaves: boolean;
}
