'use strict';

const http = require('node:http');
const https = require('node:https');
const superagent = require('superagent');

const keepAlive = new https.Agent({ keepAlive: true });
const impatient = new https.Agent({ keepAlive: true, timeout: 3000 });

function fetchJson(url) {
  return new Promise((resolve, reject) => {
    https.get(url, res => { // want endless
      let body = '';
      res.setEncoding('utf8');
      res.on('data', chunk => {
        body += chunk;
      });
      res.on('end', () => resolve(JSON.parse(body)));
    }).on('error', reject);
  });
}

function fetchTimed(url) {
  return new Promise((resolve, reject) => {
    const req = https.get(url, res => {
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    });
    req.setTimeout(5000, () => req.destroy(new Error('timeout')));
    req.on('error', reject);
  });
}

function post(path, body) {
  return new Promise((resolve, reject) => {
    const options = { host: 'upstream', path, method: 'POST', agent: keepAlive };
    const req = https.request(options, res => { // want endless
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    });
    req.on('error', reject);
    req.end(body);
  });
}

function postTimed(path, body) {
  return new Promise((resolve, reject) => {
    const req = https.request({ host: 'upstream', path, method: 'POST', timeout: 2000 }, res => {
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    });
    req.on('timeout', () => req.destroy(new Error('timeout')));
    req.on('error', reject);
    req.end(body);
  });
}

function byAgent(path) {
  return new Promise((resolve, reject) => {
    https.get({ host: 'upstream', path, agent: impatient }, res => {
      res.resume();
      res.on('end', resolve);
    }).on('error', reject).on('timeout', () => reject(new Error('timeout')));
  });
}

function byTimer(options) {
  return new Promise((resolve, reject) => {
    const req = http.request(options, resolve);
    setTimeout(() => req.destroy(new Error('timeout')), 3000).unref();
    req.on('error', reject);
    req.end();
  });
}

http.createServer(async (req, res) => {
  const stock = await fetchJson('https://stock.example.com');
  const status = await fetchTimed('https://stock.example.com');
  await post('/orders', JSON.stringify(stock));
  await postTimed('/orders', JSON.stringify(stock));
  await byAgent('/orders');
  await byTimer({ host: 'upstream', path: '/orders' });
  const prices = await superagent.get('https://prices.example.com').set('accept', 'application/json'); // want endless
  const timed = await superagent.get('https://prices.example.com').timeout({ response: 2000, deadline: 5000 });
  console.log(await superagent.get('https://rates.example.com')); // want endless
  res.end(JSON.stringify([status, prices.body, timed.body]));
}).listen(8080);

/** A reverse proxy with options that the caller knows. */
function proxy(options, req, res) {
  const onward = http.request(options, answer => answer.pipe(res));
  req.pipe(onward);
}

/** The caller sets the limits. */
function begin(path) {
  return http.request({ host: 'upstream', path });
}

module.exports = { proxy, begin };
