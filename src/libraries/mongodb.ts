import { library, type Acquires, type Asks, type Library } from '../library.ts';
import type { Limit } from '../limits.ts';
import { methods } from './chain.ts';

/** https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/: at 0 a caller waits for ever for a connection. */
export const waiting: Limit = {
  option: 'waitQueueTimeoutMS', default: 0, endless: 'wait', or: ['timeoutMS'], argument: 1, inAddress: true, write: '5_000',
};

/** https://www.mongodb.com/docs/drivers/node/current/ */
const session: Acquires = {
  what: 'session',
  release: 'await it.endSession()',
  shownAloneBy: ['startTransaction()', 'withTransaction()', 'commitTransaction()', 'abortTransaction()'],
  shownAnywhereBy: ['startTransaction()', 'withTransaction()'],
  releaseTwice: 'harmless',
  spent: true,
  begins: ['it.startTransaction()', 'it.withTransaction()'],
  disposable: 'async',
};

/**
 * Read to its end it closes itself; it holds nothing before the first batch was asked for.
 * Whether a call of `next()` is one of a loop that reads it to its end does not show; `count()` and `explain()` open none.
 */
const cursor = {
  what: 'cursor',
  release: [
    'await it.close()', 'await it.toArray()', 'await it.forEach()', 'for (it)', 'it.stream()', 'await it.explain()',
  ],
  begins: ['await it.hasNext()', 'await it.next()', 'await it.tryNext()'],
  unless: ['!it.hasNext()', '!it.next()', '!it.tryNext()'],
  exits: 'explicit',
  disposable: 'async',
} as const satisfies Acquires;

const changeStream: Acquires = {
  what: 'change stream', release: ['await it.close()', 'for (it)', 'it.stream()'], disposable: 'async', heldFor: ['change'],
};

const finding: Asks = { of: 'database', lazy: true, instead: '`$in`' };

/** Methods that return the cursor on which they are called. */
function fluent(cursorPath: string, methods: readonly string[]): Library['paths'] {
  return Object.fromEntries(methods.map(method => [`${cursorPath}.${method}()`, cursorPath]));
}

export default library('mongodb', {
  'MongoClient()': {
    emits: {},
    limits: [waiting],
    creates: {
      what: 'MongoDB client',
      close: 'await it.close()',
      cost: 'opens its own pool of up to 100 connections',
      shownBy: { 'it.close()': ['db()', 'startSession()'] },
    },
  },
  'MongoClient.connect()': 'MongoClient()',
  'MongoClient().connect()': 'MongoClient()',
  'MongoClient().db()': 'Db()',
  'Db().collection()': 'Collection()',
  'Db().createCollection()': 'Collection()',

  'MongoClient().startSession()': { acquires: session },
  'ClientSession()': 'MongoClient().startSession()',
  'MongoClient().withSession()': { calls: { params: [['MongoClient().startSession()']] } },
  'MongoClient().startSession().withTransaction()': { calls: { params: [['MongoClient().startSession()']] } },

  'MongoClient().watch()': { acquires: changeStream },
  'Db().watch()': 'MongoClient().watch()',
  'Collection().watch()': 'MongoClient().watch()',
  'ChangeStream()': 'MongoClient().watch()',

  'Collection().find()': { asks: finding, acquires: { ...cursor, release: [...cursor.release, 'await it.count()'] } },
  'Collection().find().toArray()': { loads: { what: 'rows', streams: true } },
  'Collection().aggregate().toArray()': { loads: { what: 'rows', streams: true } },
  'FindCursor()': 'Collection().find()',
  'GridFSBucket().find()': 'Collection().find()',
  'Collection().find().forEach()': { calls: { params: [['']], each: true } },
  ...fluent('Collection().find()', [
    'addCursorFlag', 'addQueryModifier', 'allowDiskUse', 'batchSize', 'collation', 'comment', 'filter', 'hint', 'limit', 'map', 'max',
    'maxAwaitTimeMS', 'maxTimeMS', 'min', 'project', 'returnKey', 'showRecordId', 'skip', 'sort', 'withReadConcern', 'withReadPreference',
  ]),

  'Collection().aggregate()': { asks: { of: 'database', lazy: true, instead: '`$in` and `$group`' }, acquires: cursor },
  'Db().aggregate()': 'Collection().aggregate()',
  'AggregationCursor()': 'Collection().aggregate()',
  'Collection().aggregate().forEach()': { calls: { params: [['']], each: true } },
  ...fluent('Collection().aggregate()', [
    'addCursorFlag', 'addStage', 'batchSize', 'geoNear', 'group', 'limit', 'lookup', 'map', 'match', 'maxTimeMS', 'out', 'project',
    'redact', 'skip', 'sort', 'unwind', 'withReadConcern', 'withReadPreference',
  ]),

  'Collection().insertOne()': { starts: { what: 'query' }, asks: { of: 'database', list: 'insertMany' } },
  ...methods('Collection()', [
    'updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete',
  ], { starts: { what: 'query' }, asks: { of: 'database', instead: '`bulkWrite()`' } }),
  ...methods('Collection()', ['insertMany', 'bulkWrite'], { starts: { what: 'query' }, asks: { of: 'database', many: true } }),
  'Collection().findOne()': {
    starts: { what: 'query', signal: { argument: 1, option: 'signal' } }, asks: { of: 'database', instead: '`find()` and `$in`' },
  },
  ...methods('Collection()', ['countDocuments', 'distinct'], { asks: { of: 'database', instead: '`$group`' } }),
});
