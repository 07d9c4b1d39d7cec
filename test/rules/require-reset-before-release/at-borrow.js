import { createPool } from 'generic-pool';
import { encode } from './encode.js';

class Sheet {
  constructor() {
    this.rows = [];
  }

  row(cells) {
    this.rows.push(cells);
  }

  clear() {
    this.rows = [];
  }
}

/** Each one is cleared before its next owner gets it. */
const blank = createPool(
  {
    create: () => Promise.resolve(new Sheet()),
    destroy: () => Promise.resolve(),
    validate(sheet) {
      sheet.clear();
      return Promise.resolve(true);
    },
  },
  { max: 4, testOnBorrow: true, acquireTimeoutMillis: 1_000 },
);

export async function exportRows(rows) {
  const sheet = await blank.acquire();
  try {
    rows.forEach(cells => sheet.row(cells));
    return await encode(sheet.rows);
  } finally {
    await blank.release(sheet);
  }
}

/** Nobody asks for that to be done. */
const asked = createPool(
  {
    create: () => Promise.resolve(new Sheet()),
    destroy: () => Promise.resolve(),
    validate(sheet) {
      sheet.clear();
      return Promise.resolve(true);
    },
  },
  { max: 4, testOnBorrow: false, acquireTimeoutMillis: 1_000 },
);

export async function exportAsked(rows) {
  const sheet = await asked.acquire();
  try {
    rows.forEach(cells => sheet.row(cells));
    return await encode(sheet.rows);
  } finally {
    await asked.release(sheet); // want uncleared
  }
}

/** It is looked at, and stays as it is. */
const sound = createPool(
  {
    create: () => Promise.resolve(new Sheet()),
    destroy: sheet => Promise.resolve(sheet.clear()),
    validate: sheet => Promise.resolve(Array.isArray(sheet.rows)),
  },
  { max: 4, testOnBorrow: true, acquireTimeoutMillis: 1_000 },
);

export async function exportSound(rows) {
  const sheet = await sound.acquire();
  try {
    rows.forEach(cells => sheet.row(cells));
    return await encode(sheet.rows);
  } finally {
    await sound.release(sheet); // want uncleared
  }
}
