const { mkdir } = require('node:fs/promises');
const { StringDecoder } = require('node:string_decoder');

const DIGITS = '0123456789abcdef';
const FLAGS = ['read', 'write', 'execute'];

async function makesFolders(path) {
  let folder = '';
  for (const part of path.split('/')) {
    folder += `/${part}`;
    await mkdir(folder);
  }
}

function prefixesOf(word) {
  const prefixes = [];
  let prefix = '';
  for (const letter of word) {
    prefix += letter;
    prefixes.push(prefix);
  }
  return prefixes;
}

function* growing(word) {
  let prefix = '';
  for (const letter of word) {
    prefix += letter;
    yield prefix;
  }
}

function sums(orders) {
  let total = 0;
  for (const order of orders) total += order.amount;
  return total;
}

function counts(lines) {
  const found = {};
  for (const line of lines) found[line] = (found[line] ?? 0) + 1;
  return found;
}

function labels(rows) {
  for (const row of rows) {
    let label = row.first;
    label += ' ';
    label += row.last;
    row.label = label;
    row.note += '!';
  }
}

function hexOf(byte) {
  let hex = '';
  for (let i = 0; i < 8; i++) hex += DIGITS[(byte >> i) & 15];
  for (const flag of FLAGS) hex += flag;
  FLAGS.forEach(flag => { hex += flag.charAt(0); });
  for (let bit = 1; bit <= 128; bit <<= 1) hex += byte & bit ? '1' : '0';
  while (hex.length % 4 !== 0) hex += '=';
  while (hex.length < 12) hex = `0${hex}`;
  do hex += ';'; while (false);
  let rest = byte;
  do {
    hex = DIGITS[rest % 16] + hex;
    rest = Math.floor(rest / 16);
  } while (rest > 0);
  return hex + FLAGS.reduce((text, flag) => `${text}${flag};`, '');
}

function linesOf(stream, emit) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', text => {
    rest += text;
    const lines = rest.split('\n');
    rest = lines.pop();
    lines.forEach(emit);
  });
}

function messagesOf(socket, emit) {
  let rest = '';
  socket.on('data', text => {
    rest += text;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      emit(rest.slice(0, end));
      rest = rest.slice(end + 1);
    }
  });
}

function fieldsOf(line) {
  const fields = [];
  let field = '';
  for (const letter of line) {
    if (letter === ',') {
      fields.push(field.trim());
      field = '';
    } else {
      field += letter;
    }
  }
  return [...fields, field];
}

function chunksOf(rows, write) {
  let batch = '';
  const flush = () => {
    write(batch);
    batch = '';
  };
  for (const row of rows) {
    batch += row;
    if (batch.length > 65536) flush();
  }
  flush();
}

function freeName(name, taken) {
  let free = name + '';
  while (taken.has(free)) free += '_';
  return free;
}

function shows(tokens, onText) {
  let text = '';
  for (const token of tokens) {
    text += token;
    onText(text);
  }
}

function addsOnce(rows, text) {
  let all = '';
  for (const row of rows) {
    all += row;
    break;
  }
  return all + text;
}

function addsUnknown(rows, all) {
  for (const row of rows) all += row;
  return rows.reduce((sum, row) => sum + row.amount, 0) + all;
}

class Writer {
  constructor() {
    this.line = '';
  }

  end() {
    this.lines.push(this.line);
    this.line = '';
  }

  write(words) {
    for (const word of words) {
      if (this.line.endsWith(' ')) this.end();
      this.line += word;
    }
  }
}

function decodes(req, done) {
  const decoder = new StringDecoder('utf8');
  let body = '';
  req.on('end', () => done((body += decoder.end())));
}

module.exports = {
  makesFolders, prefixesOf, growing, sums, counts, labels, hexOf, linesOf, messagesOf, fieldsOf, chunksOf, freeName,
  shows, addsOnce, addsUnknown, Writer, decodes,
};

// The first 32 kB are kept; the end is looked at when no more is added.
function keepsTheFirst(child, log) {
  let kept = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', data => {
    if (kept.length < 32768) kept += data;
    else if (!kept.match(/\.\.\.$/)) kept += '...';
    log(data);
  });
  child.on('exit', () => log(kept));
}
