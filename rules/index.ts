export { default as 'no-pool-per-request' } from './no-pool-per-request.ts';
export { default as 'no-string-concat-in-loop' } from './no-string-concat-in-loop.ts';
export { default as 'no-unaborted-background-work' } from './no-unaborted-background-work.ts';
export { default as 'no-use-after-release' } from './no-use-after-release.ts';
export { default as 'prefer-presized-array' } from './prefer-presized-array.ts';
export { default as 'require-pipeline' } from './require-pipeline.ts';
export { default as 'require-release' } from './require-release.ts';
export { default as 'require-timeout' } from './require-timeout.ts';
