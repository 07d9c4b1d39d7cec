export async function list(ctx) {
  ctx.body = await find(ctx.request.query); // in handler request
}

export async function remove(ctx) {
  const { id } = ctx.params;
  if (!id) ctx.throw(404); // in handler request
  ctx.body = { id };
}

export const tenant = () => async (ctx, next) => {
  ctx.set('x-tenant', ctx.hostname); // in handler request
  await next();
};

export default router => {
  router.get('/orders', async ctx => {
    ctx.body = await find(ctx.query); // in handler request
  });
};

/** What an HTTP client has read. */
export function parsed(response) {
  response.body = JSON.parse(response.rawBody); // in call
  return response.request.options;
}

export function withBody(options) {
  options.body = JSON.stringify(options.params); // in call
  return options;
}

/** A request of Express, which another handler answers. */
export function cleaned(req, res, next) {
  req.body = find(req.body); // in handler request
  const { user } = req.cookies.get('user') ?? req.state;
  const asked = req; // is express:Request()
  next(asked.body && user);
}

/** One step of many. */
export async function traced(job, next) {
  job.state = find(job.id); // in call
  await next(job);
}

function find(query) {
  return query;
}
