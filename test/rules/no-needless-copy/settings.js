export function limitsOf(config) {
  const copy = { ...config }; // want read
  return copy.limit > copy.burst ? copy.burst : copy.limit;
}

export function sameKeys(one, other) {
  const keys = Object.keys(one);
  return [...keys].every(key => key in other); // want read
}

export function merged(parts) {
  const list = [...[...parts].filter(Boolean)]; // want again
  return list;
}

export function defaultsOf(config) {
  const copy = { ...(config ?? {}) };
  return copy.limit ?? 20;
}

export function diffs(config, update) {
  const before = { ...config };
  update(config);
  return Object.keys(before).filter(key => before[key] !== config[key]);
}

export function later(config) {
  const copy = { ...config };
  return () => copy.limit;
}

export function readsMember(req) {
  const body = { ...req.body }; // want read potential
  return body.limit > 0;
}

export const cloned = config => structuredClone(config);
