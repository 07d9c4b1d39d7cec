const middy = require('@middy/core');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();

async function handle(event) {
  const order = await prisma.order.create({ data: JSON.parse(event.body) });
  await prisma.$disconnect(); // want perRequest
  return { statusCode: 201, body: JSON.stringify(order) };
}

exports.handler = middy(handle);
