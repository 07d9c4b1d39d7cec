import { library, type Fails, type Facts } from '../../library.ts';

/** One that cannot be started emits no `exit`, but `close`. */
const fails: Fails = { what: 'child process', events: ['error'], ends: ['close'], fatal: true, seldom: 'shell' };

function child(argument: number): Facts {
  return { starts: { what: 'child process', signal: { argument, option: 'signal' }, stop: 'it.kill()' }, fails };
}

/** https://nodejs.org/api/child_process.html; a child ends by itself, when is its own affair, but not because its reader has gone. */
export default library('child_process', {
  'execSync()': { bulk: { as: 'bytes', encoding: 1 } },
  'execFileSync()': { bulk: { as: 'bytes', encoding: 2 } },
  'spawn()': {
    ...child(2),
    acquires: {
      what: 'child process',
      release: 'it.kill()',
      exits: 'explicit',
      only: { fed: 'stdout' },
      unless: ['signal', 'timeout'].map(option => ({ option })),
    },
  },
  'fork()': child(2),
  'execFile()': child(2),
  'exec()': child(1),
  'ChildProcess()': { fails },
  'ChildProcessWithoutNullStreams()': 'ChildProcess()',
  'ChildProcess().stdout': 'stream:Readable()',
  'ChildProcess().stderr': 'stream:Readable()',
  'ChildProcess().stdin': 'stream:Writable()',
  'spawn().stdin': 'stream:Writable()',
  'spawn().stdout': 'stream:Readable()',
  'spawn().stderr': 'stream:Readable()',
});
