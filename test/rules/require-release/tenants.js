// settings: {"watertight":{"libraries":[{"package":"@acme/db","paths":{"getTenantClient()":{"acquires":{"what":"tenant client","release":["from.giveBack(it)","it.release()"]}},"Directory().open()":{"acquires":{"what":"directory session","release":"await it.unbind()","gives":["value",{"callback":1}]}}}}]}}
import * as db from '@acme/db';
import { Directory } from '@acme/db';

const directory = new Directory('ldap://directory');

export async function countUsers(tenant) {
  const client = await db.getTenantClient(tenant); // want onThrow
  const { rows } = await client.query('SELECT count(*) FROM users');
  client.release();
  return rows[0].count;
}

export async function listUsers(tenant) {
  const client = await db.getTenantClient(tenant);
  try {
    return await client.query('SELECT * FROM users');
  } finally {
    db.giveBack(client);
  }
}

export async function findPerson(name) {
  const session = await directory.open(); // want never
  return session.search(`cn=${name}`);
}

export function findGroup(name, callback) {
  directory.open((error, session) => { // want onExit
    if (error) return callback(error);
    session.search(`ou=${name}`, (failed, group) => {
      if (failed) return callback(failed);
      session.unbind();
      callback(null, group);
    });
  });
}

export async function findPersonSafely(name) {
  const session = await directory.open();
  try {
    return await session.search(`cn=${name}`);
  } finally {
    await session.unbind();
  }
}
