'use strict';

const fs = require('fs');
const http = require('http');
const https = require('https');
const net = require('net');
const { setTimeout: sleep } = require('timers/promises');
const log = require('./log');
const readWhole = require('./whole');
const { update } = require('./store');

// Whoever is called catches all itself, in another file.
exports.list = read => new Promise(resolve => {
  fs.readdir('.', async (err, names) => {
    if (err) return resolve([]);
    const found = [];
    for (const name of names) found.push(await readWhole(() => read(name)));
    resolve(found);
  });
});

exports.listLoudly = read => new Promise(resolve => { // want thrown
  fs.readdir('.', async (err, names) => {
    if (err) return resolve([]);
    const found = [];
    for (const name of names) found.push(await read(name));
    resolve(found);
  });
});

// It says that it failed, and goes on.
exports.audit = guild => new Promise(async resolve => {
  const result = await guild.fetchLogs().catch(err => {
    console.warn(`no log of ${guild.name}: ${err.message}`);
    return null;
  });
  resolve(result?.entries ?? []);
});

exports.auditBadly = guild => new Promise(async resolve => { // want thrown
  const result = await guild.fetchLogs().catch(err => update(guild, err));
  resolve(result?.entries ?? []);
});

// A leg of a race that a timer ends leaves nobody waiting.
exports.find = async (client, id) => Promise.race([
  new Promise(resolve => {
    if (client) client.find(id).then(found => resolve(found));
  }),
  new Promise(resolve => {
    sleep(10_000).then(() => resolve(null));
  }),
]);

exports.findFirst = async (client, other, id) => Promise.race([
  new Promise(resolve => { // want branch
    if (client) client.find(id).then(found => resolve(found), () => resolve(null));
  }),
  other.find(id),
]);

// It is there to fail, in the race alone.
exports.order = async (pay, opened) => {
  const failed = new Promise((_, reject) => {
    pay().catch(error => {
      log.error('not paid', error);
      reject(error);
    });
  });
  await Promise.race([opened, failed]);
  failed.catch(() => {});
};

exports.orderBadly = async (pay, opened) => {
  const failed = new Promise((_, reject) => { // want branch
    pay().catch(error => {
      log.error('not paid', error);
      reject(error);
    });
  });
  await opened;
  await failed;
};

// Its failure is heard by the name that it has.
exports.forward = (url, response) => new Promise(resolve => {
  const request = url.startsWith('https:') ? https.request(url, () => resolve()) : http.request(url, () => resolve());
  request.on('error', error => {
    response.end(error.message);
    resolve();
  });
});

exports.forwardDeafly = url => new Promise(resolve => { // want unheard
  const request = url.startsWith('https:') ? https.request(url, () => resolve()) : http.request(url, () => resolve());
  request.end();
});

exports.Line = class {
  open(port) {
    return new Promise((resolve, reject) => {
      this.socket = net.createConnection({ port }, () => resolve());
      this.socket.on('error', error => {
        log.error(error);
        reject(error);
      });
    });
  }

  openDeafly(port) {
    return new Promise((resolve, reject) => { // want unheard
      this.socket = net.createConnection({ port }, () => resolve());
      this.spare = net.createConnection({ port });
      this.spare.on('error', reject);
    });
  }
};

// It is meant to halt, and says so.
exports.halt = () => new Promise(() => {
  log.info('halted, and about to be restarted');
});

exports.begin = () => new Promise(() => { // want nobody
  log.info('begun');
  update('begun');
});

// It is called for each page, and for the end.
exports.pages = listing => new Promise((resolve, reject) => {
  let all = [];
  listing.eachPage((err, page) => {
    if (page) {
      all = all.concat(page.items);
      return true;
    }
    if (err) reject(err);
    else resolve(all);
    return true;
  });
});

exports.page = listing => new Promise((resolve, reject) => { // want branch
  let last;
  listing.first((err, page) => {
    if (page) {
      last = page.items;
      return true;
    }
    if (err) reject(err);
    else resolve([]);
    return last;
  });
});
