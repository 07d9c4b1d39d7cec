import { library } from '../library.ts';

/** https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections; `$extends()` shares the connections. */
export default library('@prisma/client', {
  'PrismaClient()': { creates: { what: 'Prisma client', close: 'await it.$disconnect()', cost: 'opens its own connection pool' } },
  'PrismaClient().$transaction()': { calls: { params: [['Prisma.TransactionClient()']] } },
});
