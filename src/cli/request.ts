import { parseArgs } from 'node:util';
import { Fault, reasonOf } from './fault.ts';

export const formats = ['stylish', 'json', 'html', 'sarif', 'github', 'gitlab', 'junit'] as const;
export const presets = ['recommended', 'strict', 'all'] as const;

/** What the command line asks for. */
export interface Request {
  paths: readonly string[];
  fix: boolean;
  format: typeof formats[number];
  preset: typeof presets[number];
  /** Only files that differ from this commit. */
  since: string | undefined;
  /** Text is read from the standard input, and linted as if it stood in this file. */
  stdin: string | undefined;
  /** No warnings are shown. */
  quiet: boolean;
  /** How many warnings are let pass. */
  maxWarnings: number;
  /** The folder to keep results in. */
  cache: string | undefined;
  concurrency: number | 'auto' | 'off';
  listRules: boolean;
  /** The file whose configuration is asked for. */
  printConfig: string | undefined;
  help: boolean;
  version: boolean;
}

export const help = `Usage: watertight [paths…] [options]

Finds leaked connections, timers and background work, and code that allocates
far more than it needs, in Node.js back ends. Needs no configuration.

  paths                files and folders to look at; default is this folder
  --fix                repair what can be repaired without changing what it does
  --preset <name>      recommended (default): what is certain; strict: also what
                       depends on code elsewhere; all: every rule there is
  --since <commit>     only files that differ from this commit, new ones too
  --stdin, --stdin-filename <path>   read one file that has this name
  -f, --format <name>  ${formats.join(', ')}
  --quiet, --max-warnings <n>        leave out warnings; let so many pass
  --cache, --cache-location <folder> look again only at what has changed
  --concurrency <n>    lint in so many threads, or as many as fit: auto
  --list-rules, --print-config <path>, -h, --help, -v, --version

Left out are tests, scripts, built or minified files, declarations, node_modules
and what git ignores; a folder that is named is looked at whatever its name.
TypeScript needs @typescript-eslint/parser and typescript to be installed.

Exit codes: 0 nothing found, 1 findings, 2 could not run.
`;

/** Reads the arguments of the command. */
export function requestOf(args: readonly string[]): Request {
  const { values, positionals } = parsed(args);
  if (values['stdin-filename'] !== undefined && !values.stdin) throw new Fault('--stdin-filename wants --stdin beside it');
  return {
    paths: positionals.length > 0 ? positionals : ['.'],
    fix: values.fix,
    format: oneOf(formats, values.format, 'format'),
    preset: oneOf(presets, values.preset, 'preset'),
    since: values.since,
    stdin: values.stdin ? (values['stdin-filename'] ?? 'stdin.js') : undefined,
    quiet: values.quiet,
    maxWarnings: countOf(values['max-warnings']),
    cache: values['cache-location'] ?? (values.cache ? 'node_modules/.cache/watertight' : undefined),
    concurrency: threadsOf(values.concurrency),
    listRules: values['list-rules'],
    printConfig: values['print-config'],
    help: values.help,
    version: values.version,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        fix: { type: 'boolean', default: false },
        format: { type: 'string', short: 'f', default: formats[0] },
        preset: { type: 'string', default: presets[0] },
        since: { type: 'string' },
        stdin: { type: 'boolean', default: false },
        'stdin-filename': { type: 'string' },
        quiet: { type: 'boolean', default: false },
        'max-warnings': { type: 'string' },
        'cache': { type: 'boolean', default: false },
        'cache-location': { type: 'string' },
        'concurrency': { type: 'string', default: 'off' },
        'list-rules': { type: 'boolean', default: false },
        'print-config': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    });
  } catch (error) {
    const [sentence = ''] = reasonOf(error).split('. ', 1);
    throw new Fault(`${sentence.replace(/\.$/, '')}; see watertight --help`);
  }
}

function oneOf<Name extends string>(names: readonly Name[], asked: string, what: string): Name {
  const name = names.find(known => known === asked);
  if (name === undefined) throw new Fault(`unknown ${what} '${asked}': there are ${names.join(', ')}`);
  return name;
}

function countOf(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^\d+$/.test(text)) throw new Fault(`--max-warnings wants a number, not '${text}'`);
  return Number(text);
}

function threadsOf(text: string): Request['concurrency'] {
  if (text === 'auto' || text === 'off') return text;
  if (!/^[1-9]\d*$/.test(text)) throw new Fault(`--concurrency wants a number or auto, not '${text}'`);
  return Number(text);
}
