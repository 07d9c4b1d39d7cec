import Hapi from '@hapi/hapi';

const server = Hapi.server({ port: 3000 });
const orders = new Map();

server.route({
  method: 'POST',
  path: '/orders/{id}',
  handler: (request, h) => {
    orders.set(request.params.id, request.payload); // want grows
    return h.response().code(204);
  },
});

await server.start();
