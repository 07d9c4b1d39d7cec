interface Row {
  id: number;
  name: string;
  tags: readonly string[];
}

export function tableOf(rows: readonly Row[]): string {
  let html = '<table>';
  for (const row of rows) {
    html += `<tr><td>${row.id}</td>`; // want append potential
    html += '<td>' + row.name + '</td></tr>';
  }
  html += '</table>';
  return html;
}

export function listOf(rows: readonly Row[]): string {
  let text: string = '';
  let count = 0;
  outer: for (const row of rows) {
    for (const tag of row.tags) {
      if (tag === 'hidden') continue outer;
      text = text + count + ': ' + tag; // want append potential
      if (tag === 'last') return text;
    }
    count += 1;
  }
  return text.trim();
}

export function idsOf(rows: readonly Row[]): { ids: string } {
  let ids = '';
  let i = 0;
  while (i < rows.length) ids = `${ids}${rows[i++]?.id};`; // want append potential
  return { ids };
}

export function namesOf(rows: readonly Row[]): string[] {
  let names = '';
  for (const { name, id } of rows) {
    names = names.concat(name, '=', String(id), '\n'); // want append potential
  }
  return names.split('\n');
}

export function sumsOf(rows: readonly Row[]): string {
  let sums = '';
  for (const row of rows) {
    sums += row.id + 1; // want append potential
    sums += row.id > 3 ? row.id : '-';
  }
  return sums;
}

export async function described(rows: AsyncIterable<Row>): Promise<string> {
  let text = '';
  for await (const row of rows) text += row.name; // want append potential
  return text;
}

export function prepended(rows: readonly Row[]): string {
  let text = '';
  for (const row of rows) text = row.name + text; // want append potential
  return text;
}

export function captured(rows: readonly Row[]): () => string {
  let text = '';
  rows.forEach(row => { text += row.name; }); // want append potential
  return () => text;
}

export function reduced(rows: readonly Row[]): string {
  return rows.reduce((text, row) => text + row.name, ''); // want append potential
}

const line = (text: string, row: Row): string => `${text}${row.name}\n`; // want append potential

export const printed = (rows: readonly Row[]): string => rows.reduce(line, '');

export class Report {
  private text = '';
  readonly state = { log: '' };

  fill(rows: readonly Row[]): void {
    for (const row of rows) {
      this.text += row.name; // want append potential
      this.state.log += `${row.id}\n`; // want append potential
    }
  }

  get length(): number {
    return this.text.length;
  }
}

export function measured(rows: readonly Row[], parts: number): string {
  let text = '';
  for (const row of rows) {
    if (text.length > parts) break;
    text += row.name; // want append potential
  }
  return text;
}

export function typed(text: string, rows: readonly Row[]): string {
  for (const row of rows) text += row.name; // want append potential
  return text;
}

/** What a call spells out, and what is as long as it is asked for. */
export function keyOf(...parts: string[]): string {
  return parts.reduce((key, part) => `${key}/${part}`, '');
}

export function titleOf(...words: string[]): string {
  let title = '';
  for (const word of words) title += ` ${word}`;
  return title;
}

export function codeOf(digits: number, next: () => string): string {
  let code = '';
  while (code.length < digits) code += next();
  return code;
}

export function pathOf(parts: string[]): string {
  return parts.reduce((path, part) => path + '/' + part, ''); // want append potential
}

export function textOf(rows: string[], next: () => string): string {
  let text = '';
  while (rows.length > 0) {
    rows.pop();
    text += next(); // want append potential
  }
  return text;
}
