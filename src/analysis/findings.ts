export type { Overstep, Stray, Taken, Uncleared } from './aftermath.ts';
export type { Asked, AskedAgain } from './asked.ts';
export type { Accumulation, Chunked, Encodable, Gathering, Growth, InPlace, Joining, Needless } from './growth.ts';
export type { Estranged, Leftover, Overtime } from './lasting.ts';
export type { Promised, Unsettled } from './promises.ts';
export type { Scratch } from './scratch.ts';
export type { Draining, Flood, Leave, Pipelining, Piping, Pump } from './streams.ts';
export type { View } from './view.ts';
