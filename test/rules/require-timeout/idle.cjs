'use strict';

const http = require('node:http');
const https = require('node:https');

function readForgetsToListen(url) {
  return new Promise((resolve, reject) => {
    https.get(url, { timeout: 5000 }, res => { // want told
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    }).on('error', reject);
  });
}

function readRejectsOnly(host, path) {
  return new Promise((resolve, reject) => {
    const req = http.request({ host, path, timeout: 2000 }, res => resolve(res)); // want told
    req.on('error', reject);
    req.on('timeout', () => {
      reject(new Error(`${host} did not answer in time`));
    });
    req.end();
  });
}

function logsTheTimeout(host, path, logger) {
  const req = https.request({ host, path }); // want told
  req.setTimeout(3000, () => logger.warn('slow upstream'));
  return new Promise((resolve, reject) => {
    req.on('response', resolve).on('error', reject);
    req.end();
  });
}

class Probe {
  #retries = 0;

  ping(url) {
    return new Promise((resolve, reject) => {
      const req = http.request(url, { method: 'HEAD', timeout: 1000 }); // want told
      req.on('timeout', async () => {
        if (this.#retries++ < 3) {
          resolve(await this.ping(url));
          return;
        }
        reject(new Error('timed out'));
      });
      req.on('error', error => {
        req.destroy();
        reject(error);
      });
      req.on('response', res => {
        res.resume();
        resolve(res.statusCode);
      });
      req.end();
    });
  }
}

function readDestroys(url) {
  return new Promise((resolve, reject) => {
    const req = https.get(url, { timeout: 5000 }, res => resolve(res));
    req.on('timeout', () => req.destroy(new Error('timed out')));
    req.on('error', reject);
  });
}

function readDestroysByThis(url) {
  return new Promise((resolve, reject) => {
    http.get(url, { timeout: 5000 }, resolve).once('timeout', function () {
      this.destroy(new Error('timed out'));
    }).on('error', reject);
  });
}

function readHandsTheMethod(url) {
  return new Promise((resolve, reject) => {
    const req = http.get(url, { timeout: 5000 }, resolve);
    req.on('timeout', req.destroy);
    req.on('error', reject);
  });
}

function readFailsByHelper(url) {
  return new Promise((resolve, reject) => {
    const req = http.get(url, { timeout: 5000 }, resolve);
    const fail = error => {
      req.destroy();
      reject(error);
    };
    req.on('timeout', () => fail(new Error('timed out')));
    req.on('error', fail);
  });
}

function readAborts(url) {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const req = http.get(url, { timeout: 5000, signal: controller.signal }, resolve);
    req.on('timeout', () => controller.abort());
    req.on('error', reject);
  });
}

function readCleansUp(url) {
  return new Promise((resolve, reject) => {
    const req = http.get(url, { timeout: 5000 }, resolve);
    req.setTimeout(5000);
    req.on('timeout', onTimeout);
    req.on('error', reject);
    function onTimeout() {
      req.destroy();
    }
  });
}

function opensForCaller(options) {
  return https.request({ ...options, timeout: 1000 });
}

function handsOn(url, watch) {
  const req = http.get(url, { timeout: 5000 });
  watch(req);
}

async function readBounded(url) {
  const signal = AbortSignal.timeout(10_000);
  return new Promise((resolve, reject) => {
    http.get(url, { timeout: 5000, signal }, resolve).on('error', reject);
  });
}

function readUnknownListener(url, onTimeout) {
  return new Promise((resolve, reject) => {
    http.get(url, { timeout: 5000 }, resolve).on('timeout', onTimeout).on('error', reject);
  });
}

module.exports = {
  readForgetsToListen, readRejectsOnly, logsTheTimeout, Probe, readDestroys, readDestroysByThis, readHandsTheMethod, readFailsByHelper,
  readAborts, readCleansUp, opensForCaller, handsOn, readBounded, readUnknownListener,
};
