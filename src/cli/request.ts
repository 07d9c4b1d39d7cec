import { parseArgs } from 'node:util';
import { Fault, reasonOf } from './fault.ts';

export const formats = ['stylish', 'json', 'html'] as const;
export const presets = ['recommended', 'strict', 'all'] as const;

/** What the command line asks for. */
export interface Request {
  paths: readonly string[];
  fix: boolean;
  format: typeof formats[number];
  preset: typeof presets[number];
  help: boolean;
  version: boolean;
}

export const help = `Usage: watertight [paths…] [options]

Finds leaked connections, timers and background work, and code that allocates
far more than it needs, in Node.js back ends. Needs no configuration.

  paths                files and folders to look at; default is this folder

  --fix                repair what can be repaired without changing what it does
  --preset <name>      recommended (default): what is certain
                       strict: also what depends on code elsewhere
                       all: every rule there is
  -f, --format <name>  ${formats.join(', ')} (default ${formats[0]})
  -h, --help           show this
  -v, --version        show the version

Left out are tests, scripts, built or minified files, declarations, node_modules
and what git ignores; a folder that is named is looked at whatever its name.
TypeScript needs @typescript-eslint/parser and typescript to be installed.

Exit codes: 0 nothing found, 1 findings, 2 could not run.
`;

/** Reads the arguments of the command. */
export function requestOf(args: readonly string[]): Request {
  const { values, positionals } = parsed(args);
  return {
    paths: positionals.length > 0 ? positionals : ['.'],
    fix: values.fix,
    format: oneOf(formats, values.format, 'format'),
    preset: oneOf(presets, values.preset, 'preset'),
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
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    });
  } catch (error) {
    const [sentence] = reasonOf(error).split('. ', 1);
    throw new Fault(`${sentence ?? ''}; see watertight --help`);
  }
}

function oneOf<Name extends string>(names: readonly Name[], asked: string, what: string): Name {
  const name = names.find(known => known === asked);
  if (name === undefined) throw new Fault(`unknown ${what} '${asked}': there are ${names.join(', ')}`);
  return name;
}
