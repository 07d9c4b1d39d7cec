import { relative, sep } from 'node:path';

/** A path as reports for other programs have it: from the folder that the command was called in, with `/` on every system. */
export const pathIn = (root: string, file: string): string => relative(root, file).split(sep).join('/');
