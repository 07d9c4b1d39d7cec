export const show = async c => {
  const order = await find(c.req.param('id')); // in handler request
  return c.json(order);
};

export const timed = async (c, next) => {
  const started = performance.now(); // in handler request
  await next();
  record(c.req.path, performance.now() - started); // in handler request
};

/** A response knows its request. */
export function fail(res, error) {
  res.req.log.error(error); // in call
  res.status(500);
  res.json({ error: error.message });
}

function find(id) {
  return id;
}

function record(path, took) {
  return [path, took];
}
