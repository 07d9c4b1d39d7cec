// @ts-check
// The plugin and its command as a few files: of hundreds of modules, finding and reading them takes longer than running them.
import { defineConfig } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

export default defineConfig({
  // Each thread that lints imports `engine.js`.
  input: { index: 'src/index.ts', cli: 'src/cli.ts', engine: 'src/cli/engine.ts' },
  external: installed.flatMap(name => [name, new RegExp(`^${name}/`)]),
  platform: 'node',
  output: { dir: 'dist/src', chunkFileNames: '[name].js' },
});
