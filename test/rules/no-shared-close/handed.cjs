'use strict';

const { MongoClient } = require('mongodb');
const { client } = require('./database');

// What a callback is handed was opened for it.
function importUsers(url, save) {
  const given = new MongoClient(url);
  given.connect(async (error, db) => {
    const users = await db.collection('users').find({}).toArray();
    await save(users);
    db.close(); // want perCall potential
  });
}

// What everybody has was not.
async function countUsers() {
  const count = await client.db('shop').collection('users').countDocuments();
  await client.close(); // want perCall
  return count;
}

module.exports = { countUsers, importUsers };
