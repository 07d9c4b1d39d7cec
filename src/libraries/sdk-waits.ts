import type { Bounds, Waits } from '../library.ts';

/** The clients of two model providers are generated from one template: ten minutes for each of three attempts. */
export const modelBounds: Bounds = { options: [0], timeouts: ['timeout'] };
export const modelWaits: Waits = { options: [1], signals: ['signal'], timeouts: ['timeout'], default: 600_000, write: 'timeout: 10_000' };
