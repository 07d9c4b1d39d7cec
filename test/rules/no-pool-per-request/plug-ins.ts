// untyped
import { Queue } from 'bullmq';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Adapter, boardOf, createBoard } from './board.js';

// A plug-in is registered once, whoever types it.
export const dashboard: FastifyPluginAsyncTypebox = async instance => {
  const queues = [new Queue('mails', { connection: { host: 'redis' } })];
  createBoard({ queues: queues.map(queue => new Adapter(queue)) });
  instance.register(boardOf(), { prefix: '/board' });
};

export const jobs: FastifyPluginAsyncZod = async instance => {
  const queues = [new Queue('jobs', { connection: { host: 'redis' } })];
  createBoard({ queues: queues.map(queue => new Adapter(queue)) });
  instance.register(boardOf(), { prefix: '/jobs' });
};

// Whoever loads plug-ins loads many.
export const loadPlugin = async (instance: Board): Promise<void> => {
  const queues = [new Queue('mails', { connection: { host: 'redis' } })]; // want perCall
  createBoard({ queues: queues.map(queue => new Adapter(queue)) });
  instance.register(boardOf(), { prefix: '/board' });
};
