/** Two lists of one name are two lists: here its last part is taken off … */
export function aliasOf(field) {
  const parts = field.split('.');
  if (parts.length === 1) return ['main', parts[0]];
  const name = parts.pop();
  return [parts.join('.'), name];
}

/** … and here texts are gathered. */
export function conditionOf(columns, operators) {
  const parts = [];
  for (const column of columns) {
    const condition = operators.write(column);
    parts.push(condition);
  }
  return parts.join(' and ');
}

/** A list that holds what was taken is no stand-in for it. */
export function pairOf(path, root) {
  const steps = path.split('/');
  const last = steps.pop();
  if (last === undefined) return [root, ''];
  const folder = root.find(last);
  steps.push(folder);
  return [steps.join('/'), last];
}

/** And here is a list of free ones, under the name that others have for something else. */
export function openSocket(parts, socket) {
  const spare = [];
  return text => {
    const buffer = spare.pop() ?? Buffer.alloc(parts);
    const length = buffer.write(text);
    socket.write(buffer.toString('utf8', 0, length));
    spare.push(buffer); // want uncleared
  };
}

export function joinAll(texts) {
  const spare = [];
  for (const text of texts) {
    const line = text.trim();
    spare.push(line);
  }
  return spare.join(' ');
}
