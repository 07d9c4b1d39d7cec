import { Command } from 'commander';
import mysql from 'mysql2/promise';
import { PrismaClient } from '@prisma/client';
import { Kafka } from 'kafkajs';

const pool = mysql.createPool({ host: 'db' });
const prisma = new PrismaClient();
const producer = new Kafka({ brokers: ['kafka:9092'] }).producer();

async function main() {
  const [rows] = await pool.query('SELECT * FROM users');
  for (const row of rows) await prisma.user.create({ data: row });
}

main()
  .catch(error => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(async () => {
    await prisma.$disconnect();
    await pool.end();
  });

new Command().command('count').action(async () => {
  const [rows] = await pool.query('SELECT count(*) FROM users');
  console.log(rows);
  await pool.end();
});

afterAll(async () => {
  await pool.end();
});

export async function publish(order) {
  await producer.connect();
  await producer.send({ topic: 'orders', messages: [{ value: JSON.stringify(order) }] });
  await producer.disconnect(); // want perCall potential
}

export async function withPool(work) {
  const own = mysql.createPool({ host: 'db' });
  try {
    return await work(own);
  } finally {
    await own.end();
  }
}
