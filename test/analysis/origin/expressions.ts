import { Pool } from 'pg';
import { createPool } from 'mysql2/promise';

const primary = new Pool();
let cached: Pool | undefined;

export function choices(replica: boolean, given?: Pool) {
  const either = replica ? new Pool() : primary; // is pg:Pool()
  const other = given ?? new Pool(); // is pg:Pool()
  const disjunction = given || primary; // is pg:Pool()
  const conjunction = replica && primary; // is pg:Pool()
  const lazily = cached ??= new Pool(); // is pg:Pool()
  const inOne = (cached = new Pool()); // is pg:Pool()
  const last = (Date.now(), primary); // is pg:Pool()
  const mixed = replica ? primary : createPool('mysql://db'); // is-missing nothing
  return [either, other, disjunction, conjunction, lazily, inOne, last, mixed];
}

export async function chains() {
  const optional = await cached?.connect(); // is pg:Pool().connect()
  const sure = await cached!.connect(); // is pg:Pool().connect()
  const computed = await primary['connect'](); // is pg:Pool().connect()
  const template = await primary[`connect`](); // is-missing pg:Pool().connect()
  const result = await primary.query('SELECT 1'); // is pg:Pool().query()
  return [optional, sure, computed, template, result];
}

export function rebound() {
  const same = primary.on('error', () => undefined); // is-missing pg:Pool()
  return same;
}
