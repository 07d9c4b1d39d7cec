import legacy from 'mysql';
import mysql from 'mysql2';
import { createPool } from 'mysql2/promise';
import { config } from './config.js';

const options = { host: 'db', user: 'shop', database: 'shop', connectionLimit: 20 };

export const orders = createPool(options); // want queue
export const users = mysql.createPool({ ...options, waitForConnections: true, queueLimit: 0 }).promise(); // want queue
export const audit = legacy.createPool({ host: 'db', connectionLimit: 10 }); // want queue
export const local = createPool('mysql://root@localhost/shop?connectionLimit=5'); // want queue
export const billing = createPool(process.env.BILLING_URL); // want queue potential
export const geo = createPool(`mysql://root@${config.host}/geo`); // want queue

export const bounded = createPool({ ...options, queueLimit: 200 });
export const refusing = mysql.createPool({ ...options, waitForConnections: false });
export const byAddress = createPool('mysql://root@localhost/shop?queueLimit=50');
export const elsewhere = createPool(config.mysql);
export const spread = createPool({ ...config.mysql, connectionLimit: 5 });
export const named = createPool({ ...options, queueLimit: config.queue });

const late = { ...options };
late.queueLimit = 100;
export const mended = createPool(late);
