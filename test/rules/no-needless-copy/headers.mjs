import { decorate } from './decorate.mjs';
import { Days } from './days.mjs';

// How many parts a header has its sender decides.
export function clientOf(req) {
  const forwarded = req.headers['x-forwarded-for'];
  const list = Array.isArray(forwarded) ? forwarded[0] : forwarded;
  return list ? list.split(',')[0].trim() : req.ip; // want split
}

export async function kindOf(url) {
  const res = await fetch(url);
  const contentType = res.headers.get('content-type');
  if (contentType?.split(';')[0] !== 'text/plain') return undefined; // want split potential
  const text = await res.text();
  return text.split('\n')[0]; // want split
}

// What went wrong is told in a few lines, and a day is written in two parts.
export function report(error, log) {
  log.warn(error.stack.split('\n')[0]); // want split potential
  log.warn(error.message.split('\n')[0]); // want split potential
}

export function startsOf(venues, at) {
  return venues.map(({ timeZone }) => at.toLocaleString('en-US', { timeZone }).split(',')[0]); // want split potential
}

// A cell of each line, and a word of a name.
export function idsOf(csv) {
  return csv.split('\n').map(line => line.trim().split(',')[0]); // want split
}

export function editorsOf(editors) {
  return editors.map(editor => editor.name.split(' ')[0]); // want split potential
}

export function slugOf(url) {
  return url.pathname.split('/').filter(Boolean)[0]; // want find potential
}

// Once, when the module is loaded.
export const days = decorate({ enum: [...Object.values(Days)] }); // want again potential

export function allDays() {
  return decorate({ enum: [...Object.values(Days)] }); // want again
}

// How many there are of what is kept under a key, nobody can see here.
export function busiest(counts, log) {
  const staff = counts.ofStaff;
  log.info([...staff.values()].sort((a, b) => b.sales - a.sales)[0]); // want least
}

// The type of a content has a part or two, wherever it is from.
export async function imageOf(url) {
  const res = await fetch(url);
  const contentType = res.headers.get('content-type') ?? '';
  const [kind] = contentType.split(';'); // want split potential
  return { kind, bytes: await res.arrayBuffer() };
}

export function extensionFor(req) {
  const type = req.headers['content-type'].split(';')[0]; // want split potential
  const languages = req.headers['accept-language'].split(';')[0]; // want split
  return `${type.split('/', 2)[1]}.${languages}`;
}

// A type has a part or two, whatever it is taken from.
export function typeOf(req) {
  const contentType = req.headers.accept.split(';')[0].trim(); // want split potential
  const sent = (req.headers['content-type'] || '').split(';')[0]; // want split potential
  const first = req.headers['x-names'].split(';')[0].trim(); // want split
  return { contentType, sent, first };
}

// So has what is said of one item of a list.
export function languagesOf(req) {
  const languages = [];
  for (const part of req.headers['accept-language'].split(',')) {
    const name = part.split(';')[0].trim(); // want split potential
    languages.push(name);
  }
  for (const line of req.body.split('\n')) {
    const name = line.split(',')[0].trim(); // want split
    languages.push(name);
  }
  return languages;
}
