export default async function routes(fastify) {
  fastify.get('/orders', async (request, reply) => {
    reply.raw.write(JSON.stringify(request.query)); // in handler request
    reply.hijack();
  });

  fastify.post('/orders', create);
}

export async function create(request, reply) {
  return reply.code(201).send(await save(request.body)); // in handler request
}

export function verified(user, token) {
  return check(user.id, token.raw); // in call
}

function save(order) {
  return order;
}

function check(id, raw) {
  return id === raw;
}
