/** Seven to a line: the last line is taken out and goes on. */
export const linesOf = codes =>
  codes
    .reduce((lines, code) => {
      let line = lines.pop() || [];
      if (line.length > 6) {
        lines.push(line);
        line = [];
      }
      line.push(code);
      lines.push(line);
      return lines;
    }, [])
    .map(line => line.join(', '))
    .join(',\n');

const free = [];

export function rowOf(codes) {
  const row = free.pop() || [];
  row.push(...codes);
  const text = row.join(', ');
  free.push(row); // want uncleared
  return text;
}
