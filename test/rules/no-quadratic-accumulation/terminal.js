/** What moves the cursor: a few bytes. */
export function sequenceOf(words) {
  const bytes = word => [...word].reduce((all, letter) => all.concat(letter.charCodeAt(0)), []); // want array potential
  return Buffer.from([0x1b, 0x5b].concat(words.reduce((all, word) => all.concat(bytes(word)), []))); // want array potential
}

export function paint(rows) {
  let line = [];
  for (const row of rows) line = [...line, `\x1b[32m${row}\x1b[0m`]; // want array potential
  return line;
}

export function lettersOf(words) {
  return words.reduce((all, word) => all.concat([...word]), []); // want array
}
