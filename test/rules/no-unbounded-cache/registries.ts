import type { Request, Response } from 'express';

type Handler = (event: unknown) => void;
type Level = 'debug' | 'info' | 'error';
enum Colour {
  Red,
  Blue,
}
const KNOWN = new Set(['created', 'deleted']);

const handlers = new Map<string, Handler>();
const plugins: Handler[] = [];
const counts: Partial<Record<Level, number>> = {};
const painted = new Map<Colour, number>();
const events: Record<string, number> = {};
const makers = new Map<new () => object, object>();
const weak = new WeakMap<Request, string>();
const formats = new Map<string, Intl.NumberFormat>();
const ring: string[] = [];
const flags = new Map<boolean, number>();
const schedule = new Map<string, string>();
let next = 0;

export function register(name: string, handler: Handler): void {
  handlers.set(name, handler); // want grows potential
}

export function use(plugin: Handler): void {
  plugins.push(plugin); // want grows potential
}

export function count(level: Level): void {
  counts[level] = (counts[level] ?? 0) + 1;
}

export function paint(colour: Colour, times: number): void {
  painted.set(colour, times);
}

export function onEvent(type: string): void {
  if (!KNOWN.has(type)) return;
  events[type] = (events[type] ?? 0) + 1;
}

export function instanceOf(maker: new () => object): object {
  let made = makers.get(maker);
  if (!made) makers.set(maker, made = new maker());
  return made;
}

export function remember(req: Request, res: Response): void {
  weak.set(req, String(res.statusCode));
}

export function formatOf(currency: string): Intl.NumberFormat {
  let format = formats.get(currency);
  if (!format) formats.set(currency, format = new Intl.NumberFormat('en', { style: 'currency', currency })); // want grows potential
  return format;
}

export function note(line: string): void {
  ring[next % 100] = line;
  next += 1;
}

export function mark(flag: boolean): void {
  flags.set(flag, Date.now());
}

for (const day of ['mon', 'tue']) schedule.set(day, 'open');

export const dump = (): string => JSON.stringify([...handlers, plugins, counts, painted, events, weak, ring, flags, schedule]);
