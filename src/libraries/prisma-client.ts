import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const query: Facts = { starts: { what: 'query' } };
const pooled: Facts = { queries: { text: 0, shared: true } };
const writing = ['create', 'createMany', 'createManyAndReturn', 'update', 'updateMany', 'upsert', 'delete', 'deleteMany'];

/** https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections; `$extends()` shares the connections. */
export default library('@prisma/client', {
  'PrismaClient()': { creates: { what: 'Prisma client', close: 'await it.$disconnect()', cost: 'opens its own connection pool' } },
  'PrismaClient().$transaction()': { calls: { params: [['Prisma.TransactionClient()']] } },
  ...methods('PrismaClient()', ['$executeRaw', '$executeRawUnsafe', '$queryRaw', '$queryRawUnsafe'], pooled),
  // The models are the user's own.
  ...methods('PrismaClient().*', writing, query),
  ...methods('Prisma.TransactionClient().*', writing, query),
});
