import Router from '@koa/router';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';

interface Teams {
  list(id: string, page: number): Promise<string[]>;
}

interface OwnRouter {
  get(path: string, ...handlers: ((ctx: { body: unknown; query: unknown }) => unknown)[]): void;
}

declare function guarded(shape: Record<string, unknown>): (ctx: unknown) => void;
declare function memberOf(shape: Record<string, unknown>): { check(value: unknown): boolean };

const prefix = '/teams';

// Routes are put in place once, whatever the function that does so is called.
export default function memberRoutes(router: Router, teams: Teams): void {
  const params = Object.freeze({ id: z.string().min(1), memberId: z.string().min(1) } as const);
  const pathname = '/:id/members';

  router.use(pathname, guarded({ params }));
  router.get(pathname, guarded({ query: z.object({ page: z.number() }) }), async ctx => {
    const page = z.object({ page: z.coerce.number().default(1) }).parse(ctx.query); // want perRequest
    ctx.body = await teams.list(String(ctx.params['id']), page.page);
  });
}

export function invitations(router: OwnRouter, { list }: Teams): void {
  const schema = z.object({ id: z.string() });
  router.get(`${prefix}/:id/invitations`, async ctx => {
    ctx.body = await list(schema.parse(ctx.query).id, 1);
  });
}

export async function exportsOf(app: FastifyInstance, teams: Teams): Promise<void> {
  const amounts = new Intl.NumberFormat('de', { minimumFractionDigits: 2 });
  app.get('/exports/:id', async () => amounts.format((await teams.list('1', 1)).length));
}

export const app = Fastify();

// What goes to somebody else, in whatever it is wrapped, may be kept there.
export function checks(input: unknown): boolean {
  const shape = Object.freeze({ id: z.object({ value: z.string() }) }); // want perCall potential
  return memberOf({ shape }).check(input);
}

export function plainly(input: unknown): boolean {
  const shape = { id: z.object({ value: z.string() }) }; // want perCall potential
  return memberOf(shape).check(input);
}

// A pattern costs so little that it counts in loops alone.
app.get('/certificates/:text', async request => {
  const lines = String(request.url).match(new RegExp('.{0,64}', 'g')); // want slight potential
  return lines?.join('\n');
});
