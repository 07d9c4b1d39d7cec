import { z } from 'zod';
import * as yup from 'yup';
import * as v from 'valibot';
import { format } from './format.mjs';

export class Prices {
  #formats = new Map();
  #own = new Intl.NumberFormat('en', { style: 'percent' });

  text(price) {
    const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }); // want perCall
    return money.format(price);
  }

  percent(part) {
    return this.#own.format(part);
  }

  in(locale, price) {
    let money = this.#formats.get(locale);
    if (!money) {
      money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
      this.#formats.set(locale, money);
    }
    return money.format(price);
  }
}

export function checked(input) {
  const schema = yup.object({ name: yup.string().required() }).noUnknown(); // want perCall
  return schema.validateSync(input);
}

export const parsed = input => v.parse(v.object({ name: v.pipe(v.string(), v.minLength(2)) }), input); // want perCall

let lazy;
export function lazily(input) {
  lazy ??= z.object({ name: z.string() });
  return lazy.parse(input);
}

// What a factory gives has made it once.
export function parser(log) {
  const schema = z.object({ name: z.string() });
  return input => {
    log(input);
    return schema.parse(input);
  };
}

export function translated(input) {
  return z.object({ name: z.string(format('name')) }).parse(input);
}

const settings = z.object({ port: z.coerce.number() });
export const port = settings.parse(process.env).port;
const tree = z.lazy(() => z.object({ children: z.array(tree) }));
export const trees = input => tree.parse(input);

// Cheap ones pay in handlers and loops alone.
export const isImage = type => new Set(['image/png', 'image/jpeg']).has(type);

function main() {
  const schema = z.object({ name: z.string() });
  return schema.parse(process.env);
}
main();
