import { parse } from 'csv-parse';
import knexOf from 'knex';
import mongoose from 'mongoose';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

const knex = knexOf({ client: 'pg' });
const Guest = mongoose.model('Guest', new mongoose.Schema({ name: String }));

// A file has as many rows as it likes.
export async function importGuests(path) {
  const rows = createReadStream(path).pipe(createGunzip()).pipe(parse({ columns: true }));
  for await (const row of rows) {
    await Guest.create({ name: row.name }); // want inTurn
  }
}

// What comes of who knows where may come one by one.
export async function follow(source) {
  for await (const row of source.pipe(parse({ columns: true }))) {
    await Guest.create({ name: row.name }); // want inTurn potential
  }
}

export async function sortSeats(seats) {
  let next = 0;
  while (next < seats.length) {
    const seat = seats[next++];
    await knex('seats').where({ id: seat.id }).update({ row: seat.row }); // want inTurn
  }
}

export async function tries(seat) {
  let times = 0;
  while (times++ < 3) {
    if (await knex('seats').where({ id: seat.id }).update({ row: seat.row })) return;
  }
}
