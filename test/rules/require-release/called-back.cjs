const { createPool } = require('generic-pool');

function Store(factory) {
  this.pool = createPool(factory, { acquireTimeoutMillis: 5000 });
}

/** Its second version calls back. */
Store.prototype.get = function (key, done) {
  const self = this;
  this.pool.acquire(function (error, client) {
    if (error) return done(error);
    client.get(key, function (failure, value) {
      self.pool.release(client);
      done(failure, value);
    });
  });
};

Store.prototype.warm = function () {
  this.pool.acquire(); // want dropped
};

Store.prototype.each = async function (keys) {
  const client = await this.pool.acquire(); // want onThrow
  for (const key of keys) await client.get(key);
  await this.pool.release(client);
};

Store.prototype.all = async function (keys) {
  const client = await this.pool.acquire();
  try {
    return await Promise.all(keys.map(key => client.get(key)));
  } finally {
    await this.pool.release(client);
  }
};

module.exports = Store;
