import { createWriteStream } from 'node:fs';
import http from 'node:http';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import mongoose from 'mongoose';
import mysql from 'mysql2';
import sqlite3 from 'sqlite3';

const pool = mysql.createPool({ uri: process.env.MYSQL_URL, connectionLimit: 10 });

/** @param {import('node:http').ServerResponse} res */
export function streamShipments(res) {
  pool.query('SELECT * FROM shipments')
    .on('error', error => res.destroy(error))
    .on('result', row => {
      res.write(`${row.tracking}\n`); // want loop
    })
    .on('end', () => res.end());
}

/** @param {import('node:http').ServerResponse} res */
export function streamPatiently(res) {
  const query = pool.query('SELECT * FROM shipments');
  query.on('result', row => {
    if (!res.write(`${row.tracking}\n`)) {
      pool.pause();
      res.once('drain', () => pool.resume());
    }
  });
}

export function dump(database, target) {
  const db = new sqlite3.Database(database);
  const out = createWriteStream(target);
  db.each('SELECT * FROM measurements', (error, row) => {
    if (!error) out.write(`${row.at}\n`); // want loop
  }, () => out.end());
}

export class Archive {
  constructor(path) {
    this.out = createWriteStream(path);
  }

  async addAll(model) {
    await model.find().cursor().eachAsync(document => {
      this.out.write(JSON.stringify(document)); // want loop
    });
  }

  async addEach(ids) {
    for (const id of ids) this.out.write(JSON.stringify(await mongoose.model('Order').findById(id))); // want loop potential
  }

  add(document) {
    this.out.write(JSON.stringify(document));
  }
}

export function send(parts) {
  const request = http.request({ host: 'collector', method: 'POST' });
  for (const part of parts) request.write(part); // want loop
  request.end();
}

export function sendFirst(parts) {
  const request = http.request({ host: 'collector', method: 'POST' });
  for (const part of parts.slice(0, 5)) request.write(part);
  request.end();
}

/** A stream before another one: who writes here waits until the other has taken it. */
export class Tunnel extends Writable {
  constructor(port) {
    super();
    this.socket = connect(port);
    this.waiting = [];
  }

  _write(chunk, encoding, callback) {
    this.socket.write(chunk, callback);
  }

  flush() {
    for (const { chunk, callback } of this.waiting.splice(0)) this.send(chunk, callback);
  }

  send(chunk, callback) {
    this.socket.write(chunk, callback);
  }

  _writev(chunks) {
    for (const { chunk, encoding } of chunks) this.socket.write(chunk, encoding); // want loop
  }
}
