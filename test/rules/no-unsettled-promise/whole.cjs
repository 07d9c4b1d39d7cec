'use strict';

const log = require('./log');

/** What it reads, or nothing: it looks after its own failure. */
module.exports = async read => {
  try {
    return JSON.parse(await read());
  } catch (error) {
    log.error('cannot be read', error);
    return undefined;
  }
};
