import { library, type Facts, type Library, type Path } from '../library.ts';
import { methods } from './chain.ts';

const raw: Facts = { asks: { of: 'database', text: 0, lazy: true } };
const pooled: Facts = { ...raw, queries: { text: 0, shared: true } };

/** What a model is asked for, and what asks for many at once; `findUnique()` calls of one tick are gathered by the client itself. */
function model(owner: Path): Library['paths'] {
  const writing = (instead?: string): Facts => ({
    starts: { what: 'query' }, asks: { of: 'database', lazy: true, ...(instead === undefined ? {} : { instead }) },
  });
  const reading: Facts = { asks: { of: 'database', lazy: true, instead: '`findMany()` and `in`' } };
  const counting: Facts = { asks: { of: 'database', lazy: true, instead: '`groupBy()` and `in`' } };
  const unique: Facts = { asks: { of: 'database', lazy: true, together: true, instead: '`findMany()` and `in`' } };
  const many: Facts = { starts: { what: 'query' }, asks: { of: 'database', many: true } };
  return {
    [`${owner}.create()`]: { starts: { what: 'query' }, asks: { of: 'database', lazy: true, list: 'createMany', under: 'data' } },
    [`${owner}.delete()`]: writing('`deleteMany()` and `in`'),
    ...methods(owner, ['update', 'upsert', 'updateMany', 'deleteMany'], writing()),
    ...methods(owner, ['createMany', 'createManyAndReturn', 'updateManyAndReturn'], many),
    [`${owner}.findMany()`]: { ...reading, loads: { what: 'rows', unless: ['take'] } },
    ...methods(owner, ['findFirst', 'findFirstOrThrow'], reading),
    ...methods(owner, ['count', 'aggregate', 'groupBy'], counting),
    ...methods(owner, ['findUnique', 'findUniqueOrThrow'], unique),
  };
}

/** https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections; `$extends()` shares the connections. */
export default library('@prisma/client', {
  'PrismaClient()': {
    creates: {
      what: 'Prisma client', close: 'await it.$disconnect()', cost: 'opens its own connection pool', shownBy: { 'it.$disconnect()': [] },
    },
  },
  'PrismaClient().$transaction()': { calls: { params: [['Prisma.TransactionClient()']] } },
  ...methods('PrismaClient()', ['$executeRaw', '$executeRawUnsafe', '$queryRaw', '$queryRawUnsafe'], pooled),
  // The models are the user's own.
  ...model('PrismaClient().*'),
  ...model('Prisma.TransactionClient().*'),
  ...methods('Prisma.TransactionClient()', ['$executeRaw', '$executeRawUnsafe', '$queryRaw', '$queryRawUnsafe'], raw),
});
