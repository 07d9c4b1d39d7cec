const FIELDS = ['id', 'status', 'amount'];
const DEFAULTS = { limit: 20, offset: 0 };

function picks(row) {
  return FIELDS.reduce((picked, field) => ({ ...picked, [field]: row[field] }), {});
}

function parses(query) {
  return Object.keys(DEFAULTS).reduce((parsed, key) => ({ ...parsed, [key]: query[key] ?? DEFAULTS[key] }), {});
}

function tracks(events) {
  let state = { status: 'new', at: 0 };
  for (const event of events) state = { ...state, status: event.status, at: event.at };
  return state;
}

function pathsOf(node, path, found) {
  let at = path;
  for (const child of node.children) {
    at = [...path, child.name];
    found.push(at);
  }
  return found;
}

function histories(moves) {
  const boards = [];
  let board = {};
  for (const move of moves) {
    board = { ...board, [move.at]: move.piece };
    boards.push(board);
  }
  return boards;
}

function* prefixes(words) {
  let prefix = [];
  for (const word of words) {
    prefix = [...prefix, word];
    yield prefix;
  }
}

function lasts(samples) {
  let window = [];
  for (const sample of samples) {
    window = [...window, sample].slice(-20);
    if (window.length === 20) break;
  }
  return window;
}

async function writesInBatches(rows, insert) {
  let batch = [];
  for (const row of rows) {
    batch = [...batch, row];
    if (batch.length >= 500) {
      await insert(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await insert(batch);
}

function decodesFrames(socket, handle) {
  let rest = Buffer.alloc(0);
  socket.on('data', chunk => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const size = rest.readUInt32BE(0);
      if (rest.length < size + 4) break;
      handle(rest.subarray(4, size + 4));
      rest = rest.subarray(size + 4);
    }
  });
}

function namesOf(rows) {
  let label = '';
  for (const row of rows) {
    const parts = [row.first].concat(row.last);
    label = label.concat(parts.join(' '), '\n');
  }
  return label;
}

function retries(run) {
  let errors = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return run();
    } catch (error) {
      errors = [...errors, error];
    }
  }
  throw new AggregateError(errors);
}

function gathers(rows) {
  const byId = {};
  const ids = [];
  for (const row of rows) {
    byId[row.id] = { ...row, seen: true };
    ids.push(...row.ids);
  }
  return { byId, ids };
}

function tags(rows) {
  for (const row of rows) row.tags = [...row.tags, 'new'];
  const copies = rows.map(row => ({ ...row, tags: row.tags.concat('copy') }));
  for (let i = 0; i < copies.length; i++) copies[i] = { ...copies[i], at: i };
  return copies;
}

function climbs(names, exists) {
  let path = names.slice();
  while (path.length > 0 && !exists(path.join('/'))) path = path.slice(0, path.length - 1);
  return path;
}

module.exports = {
  climbs, picks, parses, tracks, pathsOf, histories, prefixes, lasts, writesInBatches, decodesFrames, namesOf, retries, gathers, tags,
};
