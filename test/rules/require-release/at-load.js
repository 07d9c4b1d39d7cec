import pg from 'pg';
import mysql from 'mysql2';
import { bus } from './bus.js';

const pool = new pg.Pool({ max: 10 });
const orders = mysql.createPool({ connectionLimit: 10 });

/** Whether the database is there: what is asked that way stays out for good. */
orders.getConnection((error, connection) => { // want never
  if (error) return console.error('no database', error);
  connection.ping(failure => {
    if (failure) console.error('no answer', failure);
  });
});

orders.getConnection((error, connection) => {
  if (error) return console.error('no database', error);
  connection.ping(failure => {
    connection.release();
    if (failure) console.error('no answer', failure);
  });
});

pool.connect().then(() => console.info('connected')); // want dropped

pool
  .connect()
  .then(client => client.release())
  .catch(error => console.error('no database', error));

/** What serves as long as the program runs is meant to stay. */
const client = await pool.connect();

export const countOrders = () => client.query('SELECT count(*) FROM orders');

pool.connect((error, listener) => { // want never potential
  if (error) throw error;
  listener.query('LISTEN orders');
  listener.on('notification', ({ payload }) => bus.emit('order', payload));
});
