import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';

interface Row {
  id: number;
  name: string;
  tags: string[];
  paid: boolean;
}

export function namesOf(rows: Row[]): string[] {
  let names: string[] = [];
  for (const row of rows) {
    if (row.paid) names = [...names, row.name]; // want array
  }
  return names;
}

export function tagsOf(rows: Row[]): string[] {
  let tags: string[] = [];
  for (const row of rows) tags = [...tags, ...row.tags]; // want array
  return tags;
}

export function linesOf(rows: Iterable<Row>): { id: number; name: string }[] {
  let lines = [{ id: 0, name: 'all' }];
  for (const { id, name } of rows) {
    lines = [...lines, { // want array
      id,
      name: name.trim(),
    }];
  }
  return lines;
}

export function byNumber(rows: Row[]): Record<string, Row> {
  return rows.reduce<Record<string, Row>>((byId, row) => ({ ...byId, [`row-${row.id}`]: row }), {}); // want object
}

export function paidOf(rows: Row[]): number[] {
  return rows.reduce((ids, row) => (row.paid ? [...ids, row.id] : ids), [] as number[]); // want array
}

export function byName(rows: Row[]): Map<string, Row> {
  let named = new Map<string, Row>();
  for (const row of rows) named = new Map([...named, [row.name, row]]); // want collection
  return named;
}

export function namesSeen(rows: Iterable<Row>): ReadonlySet<string> {
  let seen = new Set<string>();
  for (const row of rows) {
    seen = new Set([...seen, row.name]); // want collection
    if (seen.size > 1000) return seen;
  }
  return seen;
}

export function snapshots(rows: Row[], keep: (names: readonly string[]) => void): void {
  let names: readonly string[] = [];
  for (const row of rows) {
    names = [...names, row.name]; // want array
    if (row.paid) console.log(names.length);
  }
  keep(names);
}

export function encodes(rows: Iterable<Row>): Buffer {
  let out = Buffer.alloc(0);
  for (const row of rows) {
    out = Buffer.concat([out, Buffer.from(`${row.id};${row.name}\n`)]); // want bytes
  }
  return out;
}

export function answers(req: IncomingMessage, res: ServerResponse, parse: (text: string) => string): void {
  let body = Buffer.alloc(0);
  req.on('data', (chunk: Buffer) => {
    body = Buffer.concat([body, chunk]); // want bytes
  });
  req.on('end', () => {
    res.setHeader('Content-Length', body.length);
    res.end(parse(body.toString()));
  });
}
