import { Ajv } from 'ajv';
import fastify from 'fastify';

const ajv = new Ajv({ allErrors: true });
const shape = { type: 'object', required: ['name'] };
const isShape = ajv.compile(shape);
const app = fastify();

app.post('/names', (request, reply) => {
  const own = new Ajv({ allErrors: true }); // want perRequest
  return reply.send(own.validate(shape, request.body));
});

export function isUser(input: unknown): boolean {
  const validate = ajv.compile({ type: 'object', required: ['email'] }); // want perCall
  return validate(input);
}

export function isKept(input: unknown): boolean {
  return ajv.compile(shape)(input) && isShape(input);
}

export function isOf(schema: object, input: unknown): boolean {
  return ajv.compile(schema)(input);
}
