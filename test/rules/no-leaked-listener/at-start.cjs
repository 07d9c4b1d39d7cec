const mongoose = require('mongoose');
const { bus, config, settings } = require('./parts.cjs');
const { logger } = require('./logger.cjs');
const { WebSocketServer } = require('ws');

// Nothing of the call is in it: each would add the same again, and so nobody calls it twice.
function updateHosts() {
  const { replication } = settings.extensions;
  replication.hosts = config.hosts();
  config.on('update', () => { // want never potential
    replication.hosts = config.hosts();
  });
}

function followHosts(site) {
  config.on('update', () => site.use(config.hosts())); // want never
}

let db;

// It starts what it listens to, under another name.
function reach(url, done) {
  let tries = 3;
  function attempt(told) {
    mongoose
      .connect(url)
      .then(() => {
        db = mongoose.connection;
        db.on('error', error => logger.error(error)); // want never potential
        db.on('disconnected', () => logger.warn('gone')); // want never potential
        told();
      })
      .catch(error => {
        tries -= 1;
        if (tries > 0) setTimeout(() => attempt(told), 1_000);
        else told(error);
      });
  }
  attempt(done);
}

function watchDatabase(user) {
  db.on('error', error => user.tell(error)); // want never
}

class Board {
  constructor(port) {
    this.port = port;
  }

  // All of it stands in a promise, and is not what that waits for.
  start() {
    return new Promise((resolve, reject) => {
      const server = new WebSocketServer({ port: this.port });
      server.on('listening', () => resolve(server));
      server.on('error', reject);
      bus.on('news', text => { // want unclosed potential
        for (const client of server.clients) client.send(text);
      });
    });
  }

  next() {
    return new Promise(resolve => {
      bus.once('news', resolve); // want outrun
      bus.once('end', resolve); // want outrun
    });
  }
}

async function run(plan) {
  let isOver = false;
  async function end(code) {
    isOver = true;
    await plan.end();
    process.exit(code);
  }
  process.on('SIGINT', async () => {
    if (!isOver) await end(1);
  });
  await plan.work();
  await end(0);
}

async function attempt(plan) {
  process.on('SIGUSR2', () => plan.print()); // want never
  await plan.work();
}

const { orders, users, carts, stock, audits } = require('./parts.cjs');

// So many ends are tied together once, where the program starts.
function keepCached(cache) {
  orders.on('placed', order => cache.set(order.id, order)); // want never potential
  orders.on('paid', order => cache.set(order.id, order)); // want never potential
  users.on('left', user => cache.del(user.id)); // want never potential
  carts.on('left', cart => cache.del(cart.id)); // want never potential
  stock.on('empty', item => cache.del(item.id)); // want never potential
}

function keepOrders(cache) {
  orders.on('placed', order => cache.set(order.id, order)); // want never
  orders.on('paid', order => cache.set(order.id, order)); // want never
}

// Which of a few names it is does not depend on the call.
class Archive {
  listen() {
    let event = 'audit';
    if (audits.queued) event = 'audit.queued';
    audits.on(event, entry => logger.info(entry)); // want never potential
  }

  follow(id) {
    audits.on(`audit:${id}`, entry => logger.info(entry)); // want never
  }
}

module.exports = { updateHosts, followHosts, reach, watchDatabase, Board, run, attempt, keepCached, keepOrders, Archive };
