import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    // The first test of a file makes the TypeScript program for all of them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
