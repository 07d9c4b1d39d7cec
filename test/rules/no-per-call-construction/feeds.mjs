import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { Hono } from 'hono';
import { follow } from './feed.mjs';
import { invoiceSchema } from './schemas.mjs';

export const app = new Hono();

// Who captures it does no more than to call its methods.
app.get('/feed/:name', c => {
  const encoder = new TextEncoder(); // want slight potential
  const body = new ReadableStream({
    start(controller) {
      const leave = follow(c.req.param('name'), item => controller.enqueue(encoder.encode(JSON.stringify(item))));
      c.req.raw.signal.addEventListener('abort', leave, { once: true });
    },
  });
  return c.body(body);
});

// What adds to it belongs to it.
export function isInvoice(value) {
  const ajv = new Ajv({ allErrors: true }); // want perCall
  addFormats(ajv);
  return ajv.validate(invoiceSchema, value);
}

// Nobody knows what this does with it.
export function isOffer(value, register) {
  const ajv = new Ajv({ allErrors: true });
  register(ajv);
  return ajv.validate(invoiceSchema, value);
}

// Made once, it would keep each schema that it is ever given.
export function validatorOf(schema) {
  const ajv = new Ajv({ allErrors: true });
  return ajv.compile(schema);
}

export async function isAsDescribed(value, name) {
  const ajv = new Ajv({ allErrors: true });
  addFormats(ajv);
  const schema = await follow.schemaOf(name);
  return ajv.validate(schema, value);
}

// What the program is told when it starts is looked at once.
export function validate(config) {
  const ajv = new Ajv({ allErrors: true }); // want perCall potential
  return ajv.validate(invoiceSchema, config);
}
