import type { ESLint } from 'eslint';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';

/** Writes findings down; paths are told from a folder. */
export type Format = (results: readonly ESLint.LintResult[], root: string) => string;

/** The formats for other programs. Packages that offer them bring an ESLint of their own along, or write absolute paths. */
export const ours: Readonly<Record<'sarif' | 'github' | 'gitlab' | 'junit', Format>> = { sarif, github, gitlab, junit };
