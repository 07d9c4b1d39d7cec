// @ts-check
// The plugin and its command as a few files: of hundreds of modules, finding and reading them takes longer than running them.
import { defineConfig } from 'rolldown';

export default defineConfig({
  // Each thread that lints imports `engine.js`.
  input: { index: 'src/index.ts', cli: 'src/cli.ts', engine: 'src/cli/engine.ts' },
  external: /^[^./]/,
  platform: 'node',
  output: { dir: 'dist/src', chunkFileNames: '[name].js' },
});
