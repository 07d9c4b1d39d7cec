import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Body, Controller, Injectable, Param, Post, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { initTRPC } from '@trpc/server';
import { Worker, type Job } from 'bullmq';
import fastifyFactory, { type FastifyReply, type FastifyRequest } from 'fastify';
import { Hono } from 'hono';
import type { Context, Next } from 'koa';
import type { Observable } from 'rxjs';
import { Pool } from 'pg';

const pool = new Pool({ max: 5, connectionTimeoutMillis: 1_000 });
const fastify = fastifyFactory();
const hono = new Hono();

interface Rule {
  id: string;
  scope: string;
}

async function recalculate(scope: string): Promise<number> {
  const { rowCount } = await pool.query('UPDATE price SET stale = true WHERE scope = $1', [scope]);
  return rowCount ?? 0;
}

const invalidate = async (scope: string): Promise<void> => {
  await pool.query('DELETE FROM cached WHERE scope = $1', [scope]);
};

export async function putRule(request: FastifyRequest<{ Params: Rule; Body: Rule }>, reply: FastifyReply) {
  recalculate(request.body.scope).then( // want floating
    count => request.log.info({ count }, 'prices recalculated'),
    (error: unknown) => request.log.error(error),
  );
  return reply.code(200).send({ ok: true });
}

// A reply is thenable and looks after itself: to await it would wait for ever.
fastify.get('/rules', (_request, reply) => {
  reply.code(200).send([]);
});

fastify.get('/rules/void', async (_request, reply) => {
  void reply.send([]);
  return reply;
});

fastify.addHook('onResponse', async request => {
  pool.query('INSERT INTO access VALUES ($1)', [request.url]); // want floating
});

hono.post('/rules/:scope', async c => {
  invalidate(c.req.param('scope')); // want floating
  c.executionCtx.waitUntil(invalidate('all'));
  return c.json({ ok: true });
});

hono.delete('/rules/:scope', async c => {
  const { rows } = await pool.query<Rule>('SELECT * FROM rule WHERE scope = $1 LIMIT 20', [c.req.param('scope')]);
  rows.forEach(c => {
    // This `c` is a rule.
    void invalidate(c.scope); // want floating
  });
  rows.map(async ({ scope }) => { // want floating
    await invalidate(scope);
  });
  return c.body(null, 204);
});

export async function countVisits(ctx: Context, next: Next): Promise<void> {
  pool.query('INSERT INTO visit (ip, path) VALUES ($1, $2)', [ctx.ip, ctx.path]); // want floating
  await next();
}

@Controller('shipments')
export class ShipmentsController {
  @Post(':id/dispatch')
  async dispatch(@Param('id') id: string, @Body() body: { carrier: string }): Promise<{ id: string }> {
    this.notifyCarrier(id, body.carrier); // want floating
    void this.notifyCarrier(id, 'copy').catch(() => undefined); // want floating
    await this.notifyCarrier(id, 'first');
    return { id };
  }

  @Post(':id/cancel')
  cancel(@Param('id') id: string): Promise<void> {
    return this.notifyCarrier(id, 'all');
  }

  private async notifyCarrier(id: string, carrier: string): Promise<void> {
    await pool.query('INSERT INTO notice VALUES ($1, $2)', [id, carrier]);
  }
}

@Injectable()
export class AuditInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    void pool.query('INSERT INTO audit VALUES ($1)', [context.getClass().name]); // want floating
    return next.handle();
  }
}

const t = initTRPC.create();

export const rules = t.router({
  touch: t.procedure.mutation(async () => {
    recalculate('all').catch(console.error); // want floating
    return { ok: await recalculate('one') };
  }),
});

export const worker = new Worker('rules', async (job: Job<Rule>) => {
  for (const scope of job.data.scope.split(',')) {
    invalidate(scope); // want floating
  }
}, { connection: { host: 'redis' } });

export const server = createServer((req: IncomingMessage, res: ServerResponse) => {
  void recalculate(req.url ?? '').catch(() => undefined); // want floating potential
  res.writeHead(204).end();
});
