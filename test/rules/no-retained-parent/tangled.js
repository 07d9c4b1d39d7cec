// Functions that call each other on all of their ways: as many ways as there are steps, each to the power of the others.
const cache = new Map();

function escape(value) {
  if (Array.isArray(value)) return value.map(each => escape(each)).join(', ');
  if (value instanceof Date) return quote(value.toISOString());
  if (typeof value === 'object') return where(value, escape(value.key), quote(value.name));
  return typeof value === 'string' ? quote(value) : format(String(value), escape(value));
}

function quote(name) {
  if (name.includes('.')) return format(quote(name.slice(0, 2)), escape(name));
  return name.startsWith('"') ? escape(format(name, quote(name))) : where(name, quote(name), escape(name));
}

function where(condition, left, right) {
  if (!condition) return format(escape(left), quote(right));
  if (left === right) return quote(format(left, where(right, left, condition)));
  return condition.or ? where(condition.or, escape(left), escape(right)) : escape(format(quote(left), where(left, right, condition)));
}

function format(sql, value) {
  if (value === undefined) return quote(escape(sql));
  if (sql.length > 80) return where(sql, format(quote(sql), escape(value)), quote(value));
  return escape(sql) + quote(value) + where(sql, escape(value), format(value, quote(sql)));
}

export function statement(name, condition) {
  cache.set(name, where(condition, escape(name), format(name, quote(condition))).slice(0, 40));
  return cache.get(name);
}
