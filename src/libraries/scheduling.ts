import { library, type Facts, type Handles } from '../library.ts';

/** Nobody waits for what a turn does. */
const turn: Handles = { what: 'job', open: true };
const job: Facts = { safe: true, handles: turn };

/** https://nodecron.com/api-reference.html */
export const nodeCron = library('node-cron', { 'schedule()': job });

/** https://github.com/kelektiv/node-cron#api */
export const cron = library('cron', {
  'CronJob()': { safe: true, handles: { ...turn, arguments: [1] } },
  'CronJob.from()': { safe: true, handles: { ...turn, options: ['onTick'] } },
});

/** https://github.com/node-schedule/node-schedule#usage */
export const nodeSchedule = library('node-schedule', { 'scheduleJob()': job });

/** https://croner.56k.guru/usage/ */
export const croner = library('croner', { 'Cron()': job });
