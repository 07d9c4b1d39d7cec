import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

export async function addOrder(total) {
  await prisma.$executeRaw`BEGIN`; // want transaction
  await prisma.$executeRaw`INSERT INTO orders (total) VALUES (${total})`;
  await prisma.$executeRawUnsafe('COMMIT'); // want transaction
}

export async function asTenant(tenant) {
  const [, rows] = await prisma.$transaction([
    prisma.$executeRaw`SELECT set_config('app.tenant', ${tenant}, TRUE)`,
    prisma.$queryRaw`SELECT * FROM orders`,
    prisma.$executeRawUnsafe("SET LOCAL statement_timeout = '5s'"),
  ]);
  return rows;
}

export async function asRole(role) {
  return prisma.$transaction(async tx => {
    await tx.$executeRawUnsafe(`SET LOCAL ROLE ${role}`);
    return tx.$queryRaw`SELECT * FROM orders`;
  });
}
