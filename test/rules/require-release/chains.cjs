'use strict';

const { chromium } = require('playwright');
const { Pool } = require('pg');

const pool = new Pool();
let shared;

function browser() {
  shared = shared || chromium.launch({ headless: true });
  return shared;
}

/** What a callback of `then()` returns is what the next one is given. */
exports.shot = url => browser()
  .then(running => running.newPage()) // want never
  .then(page => page.goto(url).then(() => page.screenshot()));

exports.text = url => browser()
  .then(running => running.newPage()) // want onThrow
  .then(page => page.goto(url).then(() => page.textContent('main')).then(text => page.close().then(() => text)));

exports.html = url => browser()
  .then(running => {
    return running.newPage({ locale: 'de-DE' });
  })
  .then(page => page.goto(url).then(() => page.content()).finally(() => page.close()));

exports.title = url => chromium.launch().then(running =>
  running.newPage()
    .then(page => page.goto(url).then(() => page.title()))
    .finally(() => running.close()));

exports.page = url => browser().then(running => running.newPage()).then(page => page.goto(url).then(() => page));

exports.count = async table => {
  const client = await Promise.resolve(table).then(() => pool.connect()); // want onThrow
  const { rows } = await client.query(`SELECT count(*) FROM ${table}`);
  client.release();
  return rows[0].count;
};
