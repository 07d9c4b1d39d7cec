// untyped
import { PrismaClient } from '@prisma/client';

const held = globalThis as unknown as { prisma?: ReturnType<typeof extended> };

function extended() {
  const base = new PrismaClient();
  return base.$extends({ query: { $allModels: { count: ({ args, query }) => query(args) } } });
}

export const prisma = held.prisma ?? extended();

held.prisma = prisma;
