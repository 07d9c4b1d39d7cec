const seen = new Map();

function slugOf(title) {
  let slug = '';
  for (const letter of title.toLowerCase()) {
    if (/[a-z0-9]/.test(letter)) slug += letter; // want quadratic
    else if (!slug.endsWith('-')) slug += '-';
  }
  return slug;
}

function joinsClauses(clauses) {
  let sql = '';
  for (let i = 0; i < clauses.length; i++) {
    sql += ` AND ${clauses[i]}`; // want quadratic
    if (sql[sql.length - 1] === ';') sql = sql.slice(0, -1);
  }
  return sql;
}

function waitsForPrompt(shell, ready) {
  let screen = '';
  shell.on('data', text => {
    screen += text; // want quadratic
    if (/\$ $/m.test(screen)) ready();
  });
}

function countsPrefixes(word, tree) {
  let prefix = '';
  let found = 0;
  for (const letter of word) {
    prefix += letter; // want quadratic
    if (tree[prefix]) found += 1;
  }
  return found;
}

function remembersPrefixes(word) {
  let prefix = '';
  for (let i = 0; i < word.length; i++) {
    prefix = prefix + word[i]; // want quadratic
    seen.set(prefix, i);
  }
}

function readsUntilMark(tokens) {
  let text = '';
  while (!text.endsWith('</end>')) text += tokens.next().value; // want quadratic
  return text;
}

function takesCharacters(source) {
  let word = '';
  do {
    word = `${word}${source.next()}`; // want quadratic
  } while (word.charAt(word.length - 1) !== ' ');
  return word;
}

function growsInAReducer(names) {
  return names.reduce((list, name) => (list.includes(name) ? list : list + `${name};`), ''); // want quadratic
}

function growsInABlock(names) {
  return names.reduce((list, name) => {
    if (list.indexOf(name) < 0) list += name; // want quadratic
    return list;
  }, '');
}

function concatenates(pieces, wanted) {
  let text = 'begin';
  for (const piece of pieces) {
    text = text.concat(piece); // want quadratic
    if (text === wanted) return true;
  }
  return false;
}

function measuresBytes(req, limit) {
  req.setEncoding('utf8');
  let body = '';
  req.on('data', text => {
    body += text; // want quadratic
    if (Buffer.byteLength(body) > limit) req.destroy();
  });
}

function asksTheNewPieceOnly(lines) {
  let text = '';
  for (const line of lines) {
    text += line; // want append potential
    if (line.endsWith(';')) text += '\n';
  }
  return text;
}

function strips(items) {
  let text = '';
  for (const item of items) {
    if (text) text += ','; // want append potential
    text += item;
    if (text.length > 1e6) break;
  }
  return text.trim();
}

function looksAtTheLastTurn(rows) {
  let csv = '';
  for (let i = 0; i < rows.length; i++) {
    csv += `${rows[i]},`; // want append potential
    if (i === rows.length - 1) csv = csv.slice(0, -1);
  }
  return csv;
}

function looksNowAndThen(lines) {
  let text = '';
  let pages = 0;
  for (const line of lines) {
    text += line; // want quadratic potential
    if (line === '') pages = text.split('\f').length;
  }
  return `${pages}: ${text}`;
}

function leavesWithIt(lines, wanted) {
  let text = '';
  for (const line of lines) {
    text += line; // want append potential
    if (line === wanted) return text.trim();
  }
  return '';
}

function readsWhenItIsTold(emitter) {
  let text = '';
  emitter.on('line', line => {
    text += line; // want append potential
    emitter.once('flush', () => text.split('\n'));
  });
}

// What is waited for item by item takes longer than all the text so far.
async function downloadsParts(parts, download) {
  let message = '';
  for (const part of parts) {
    message += part.file ? await download(part.file) : part.text; // want quadratic potential
    message = message.replace(/\[\d+\]/g, '');
  }
  return message;
}

async function readsBlocks(reader) {
  let buffer = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return buffer;
    buffer += value; // want quadratic
    if (buffer.includes('\n\n')) return buffer;
  }
}

module.exports = {
  slugOf, joinsClauses, waitsForPrompt, countsPrefixes, remembersPrefixes, readsUntilMark, takesCharacters,
  growsInAReducer, growsInABlock, concatenates,
  measuresBytes, asksTheNewPieceOnly, strips, looksAtTheLastTurn, looksNowAndThen, leavesWithIt, readsWhenItIsTold,
  downloadsParts, readsBlocks,
};
