import { readFile } from 'node:fs/promises';
import memoize from 'lodash/memoize.js';
import memoizee from 'memoizee';
import winston from 'winston';

const readAll = async () => JSON.parse(await readFile('package.json', 'utf8'));
const readJson = async path => JSON.parse(await readFile(path, 'utf8'));

// Called with nothing, or with the name of a file, or to make a part of the program.
export const manifest = memoize(readAll);
export const parsed = memoize(readJson);
export const createLogger = memoize(options => winston.createLogger(options));
export const priceOf = memoize(async order => readJson(`prices/${order.id}.json`)); // want unlimited

export class Domains {
  #top;
  #by;
  #any;

  constructor(db) {
    this.db = db;
    this.#top = memoizee(this.topDomains.bind(this), { promise: true });
    // An age alone bounds nothing while keys keep coming.
    this.#by = memoizee(query => db.find(query), { promise: true, maxAge: 60_000 }); // want unlimited potential
    this.#any = memoizee(this.domains.bind(this), { promise: true }); // want unlimited
  }

  async topDomains() {
    return this.db.find();
  }

  async domains(query) {
    return this.db.find(query);
  }

  all(query) {
    return [this.#top(), this.#by(query), this.#any(query)];
  }
}

const held = new Map();
const counts = {};

export function take(userId) {
  counts[userId] = (counts[userId] ?? 0) + 1; // want grows
  held.set(userId, counts[userId]); // want grows
}

export function giveBack(userId) {
  counts[userId] -= 1;
}

const settings = JSON.parse(await readFile('settings.json', 'utf8'));
const readFlavour = of => of.sandbox?.flavour;
const readRates = (of, account) => of.rates?.[account];

// All that it takes is bound, so that it is called with nothing more.
export const flavour = memoize(readFlavour.bind(null, settings));
export const rates = memoize(readRates.bind(null, settings)); // want unlimited
