import { MongoClient, type Document } from 'mongodb';
import { Pool } from 'pg';

const pool = new Pool({ max: 20, connectionTimeoutMillis: 5_000 });
pool.on('error', error => console.error(error));
const meters = new MongoClient('mongodb://localhost').db('grid').collection('meters');

// Columns with the names that a repair uses itself, and with one that no variable can have.
export async function settings(names: string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const name of names) {
    const { rows } = await pool.query('SELECT value FROM settings WHERE key = $1', [name]); // want inTurn
    found.push(...rows);
  }
  return found;
}

export async function seats(numbers: number[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const number of numbers) {
    const { rows } = await pool.query('SELECT seat FROM seats WHERE row = $1', [number]); // want inTurn
    found.push(...rows);
  }
  return found;
}

export async function students(years: string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const year of years) {
    const { rows } = await pool.query('SELECT name FROM students WHERE class = $1', [year]); // want inTurn
    found.push(...rows);
  }
  return found;
}

// What is done otherwise stays with the `if` that it belongs to.
export async function fill(readings: Document[] | undefined): Promise<number> {
  if (readings) for (const reading of readings) await meters.insertOne(reading); // want inTurn
  else return 0;
  return readings.length;
}
