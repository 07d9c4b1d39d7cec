import { library, type Acquires, type Facts, type Library } from '../library.ts';
import { methods } from './chain.ts';
import { waiting } from './mongodb.ts';

/** https://mongoosejs.com/docs/connections.html#options: handed on to the driver, which waits for ever for a connection at 0. */
const limits = [waiting];

/** https://mongoosejs.com/docs/connections.html and https://mongoosejs.com/docs/transactions.html */
const session: Acquires = {
  what: 'session',
  release: 'await it.endSession()',
  releaseTwice: 'harmless',
  spent: true,
  begins: ['it.startTransaction()', 'it.withTransaction()'],
  disposable: 'async',
};

/**
 * Read to its end it closes itself; it holds nothing before the first document was asked for.
 * Whether a call of `next()` is one of a loop that reads it to its end does not show.
 */
const cursor: Acquires = {
  what: 'cursor',
  release: ['await it.close()', 'await it.eachAsync()', 'for (it)', 'it.pipe()', 'it.destroy()'],
  begins: ['await it.next()'],
  unless: ['!it.next()'],
  exits: 'explicit',
  disposable: 'async',
};

const closes: Facts = { closes: { what: 'database connection' } };

/** Methods that return the query on which they are called. */
function fluent(query: string, methods: readonly string[]): Library['paths'] {
  return Object.fromEntries(methods.map(method => [`${query}.${method}()`, query]));
}

export default library('mongoose', {
  // `connect()` gives the one connection that all models share, and does nothing where it is there already: no `creates`.
  'connection': 'connect().connection',
  'connect().connection': { emits: { shared: true } },
  'disconnect()': closes,
  'connect().disconnect()': closes,
  'connect().connection.close()': closes,
  'connect().connection.destroy()': closes,
  'connect()': { limits },
  'createConnection()': {
    emits: {},
    limits,
    creates: {
      what: 'database connection',
      close: ['await it.close()', 'await it.destroy()'],
      cost: 'opens its own pool of up to 100 connections',
      shownBy: { 'it.close()': ['collection()', 'startSession()'] },
    },
  },
  'Connection()': 'createConnection()',
  'createConnection().asPromise()': 'createConnection()',
  'createConnection().openUri()': 'createConnection()',
  'createConnection().model()': 'model()',
  'connect().connection.model()': 'model()',
  'connect().model()': 'model()',
  'Model()': 'model()',

  'startSession()': { acquires: session },
  'ClientSession()': 'startSession()',
  'connect().startSession()': 'startSession()',
  'connect().connection.startSession()': 'startSession()',
  'createConnection().startSession()': 'startSession()',
  'model().startSession()': 'startSession()',
  'startSession().withTransaction()': { calls: { params: [['startSession()']] } },
  'createConnection().transaction()': { calls: { params: [['startSession()']] } },
  'connect().connection.transaction()': { calls: { params: [['startSession()']] } },
  'createConnection().withSession()': { calls: { params: [['startSession()']] } },
  'connect().connection.withSession()': { calls: { params: [['startSession()']] } },

  'model().watch()': { acquires: { what: 'change stream', release: ['await it.close()', 'for (it)', 'it.stream()'], disposable: 'async' } },
  'createConnection().watch()': 'model().watch()',
  'connect().connection.watch()': 'model().watch()',

  ...methods('model()', ['findOne', 'findById', 'exists', 'distinct', 'countDocuments'], {
    asks: { of: 'database', lazy: true, instead: '`find()` and `$in`', rows: 'Document()' },
  }),
  ...methods('model()', [
    'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete', 'findByIdAndUpdate', 'findByIdAndDelete', 'updateOne', 'updateMany',
    'replaceOne', 'deleteOne', 'deleteMany',
  ], { asks: { of: 'database', lazy: true, instead: '`bulkWrite()`' } }),
  ...methods('model()', ['create', 'insertOne'], { asks: { of: 'database', list: 'insertMany' } }),
  ...methods('model()', ['insertMany', 'bulkWrite', 'bulkSave'], { asks: { of: 'database', many: true } }),
  ...methods('Document()', ['save', 'updateOne', 'deleteOne', 'populate'], { asks: { of: 'database', instead: '`bulkWrite()`' } }),
  'Query()': { loads: { what: 'rows' }, asks: { of: 'database', lazy: true, instead: '`find()` and `$in`', rows: 'Document()' } },
  'Aggregate()': { loads: { what: 'rows' }, asks: { of: 'database', lazy: true, instead: '`$in` and `$group`' } },
  'model().find()': 'Query()',
  'model().where()': 'Query()',
  'Query().cursor()': { acquires: cursor },
  'model().aggregate()': 'Aggregate()',
  'Aggregate().cursor()': 'Query().cursor()',
  'Query().cursor().eachAsync()': { calls: { params: [['']], each: true } },
  ...fluent('Query()', [
    'batchSize', 'collation', 'comment', 'exec', 'find', 'hint', 'lean', 'limit', 'maxTimeMS', 'populate', 'read', 'select', 'session',
    'setOptions', 'skip', 'sort', 'where',
  ]),
  ...fluent('Aggregate()', [
    'addFields', 'allowDiskUse', 'collation', 'exec', 'group', 'hint', 'limit', 'lookup', 'match', 'option', 'project', 'read', 'session',
    'skip', 'sort', 'unwind',
  ]),
});
