import { DateTime } from 'luxon';
import Joi from 'joi';
import { z } from 'zod';

// Beside sending a mail, a format is nothing.
export class Notices {
  #mailer;

  constructor(mailer) {
    this.#mailer = mailer;
  }

  async weekly(to, at) {
    const day = at.toLocaleDateString('es-MX', { weekday: 'long', day: 'numeric', month: 'long' }); // want perCall potential
    await this.#mailer.send(to, `<h1>${day}</h1>`);
  }

  async receipts(to, rows) {
    const lines = rows.map(({ cents }) => (cents / 100).toLocaleString('es-MX', { minimumFractionDigits: 2 })); // want perTurn
    await this.#mailer.send(to, lines.join('<br>'));
  }

  async total(to, cents) {
    const money = new Intl.NumberFormat('es-MX', { style: 'currency', currency: 'MXN' }); // want perCall potential
    await this.#mailer.send(to, money.format(cents / 100));
  }

  // Who writes the rows calls it for each.
  price(cents) {
    return (cents / 100).toLocaleString('es-MX', { style: 'currency', currency: 'MXN' }); // want perCall
  }

  async check(input) {
    const { to } = z.object({ to: z.string() }).parse(input); // want perCall
    await this.#mailer.send(to, 'Checked');
    return to;
  }
}

// What another library writes it writes in its own way, and keeps its formats.
export function labels(days) {
  return days.map(day => DateTime.fromISO(day, { zone: 'utc' }).toLocaleString({ month: 'short', day: 'numeric' }, { locale: 'es' }));
}

export const months = days => days.map(day => DateTime.fromISO(day).toLocaleString(DateTime.DATE_MED, { locale: 'es' }));

// Parts of schemas, for who builds one.
const day = () => z.string().regex(/^\d{4}-\d{2}-\d{2}$/); // want perCall potential

export function stripWhenEmpty(schema, field) {
  return Joi.when(field, { is: '', then: Joi.any().strip(), otherwise: schema }); // want perCall potential
}

export function register(server) {
  server.tool('sales', { from: day().optional(), to: day().optional() });
}

// A function that makes a schema, and one that uses it each time.
const range = () => z.object({ from: z.number(), to: z.number() }); // want perCall

export function rangeOf(input) {
  const { from, to } = range().parse(input);
  return to - from;
}
