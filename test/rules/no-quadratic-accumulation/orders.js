import { readFile } from 'node:fs/promises';

export function indexesById(orders) {
  return orders.reduce((byId, order) => ({ ...byId, [order.id]: order }), {}); // want object
}

export function totalsOf(orders) {
  return orders.reduce((totals, { customer, amount }) => {
    const sum = (totals[customer] ?? 0) + amount;
    return { ...totals, [customer]: sum }; // want object
  }, {});
}

export function mergesSettings(parts) {
  return parts.reduce((all, part) => Object.assign({}, all, part), {}); // want object potential
}

function addLine(lines, order) {
  if (!order.paid) return lines;
  return [...lines, `${order.id};${order.amount}`]; // want array
}

export const paidLines = orders => orders.reduce(addLine, ['id;amount']);

export function flattens(pages) {
  let all = [];
  for (const page of pages) all = all.concat(page.items); // want array
  return all;
}

export async function loadsAll(client, path) {
  let cursor;
  let rows = [];
  do {
    const page = await client.list(path, cursor);
    rows = [...rows, ...page.rows]; // want array
    cursor = page.next;
  } while (cursor);
  return rows;
}

export function prepends(orders) {
  let newest = [];
  orders.forEach(order => {
    newest = [order, ...newest]; // want array
  });
  return newest;
}

export function groups(orders) {
  const byCustomer = {};
  for (const order of orders) {
    byCustomer[order.customer] = [...(byCustomer[order.customer] ?? []), order]; // want array
  }
  const byStatus = new Map();
  for (const order of orders) {
    byStatus.set(order.status, [...(byStatus.get(order.status) ?? []), order]); // want array
  }
  const byDay = new Map();
  for (const order of orders) {
    const sameDay = byDay.get(order.day) || [];
    byDay.set(order.day, sameDay.concat(order)); // want array
  }
  return { byCustomer, byStatus, byDay };
}

export function partitions(orders) {
  const [open, closed] = orders.reduce(
    ([some, others], order) => (order.open
      ? [[...some, order], others] // want array
      : [some, [...others, order]]), // want array
    [[], []],
  );
  return { open, closed };
}

export function summarizes(orders) {
  return orders.reduce((summary, order) => ({
    count: summary.count + 1,
    ids: [...summary.ids, order.id], // want array
  }), { count: 0, ids: [] });
}

export function copiesFirst(orders) {
  return orders.reduce((byId, order) => {
    const next = { ...byId }; // want object
    next[order.id] = order;
    return next;
  }, {});
}

export function collects(orders) {
  let seen = new Set();
  let rates = new Map();
  for (const order of orders) {
    seen = new Set([...seen, order.currency]); // want collection
    rates = new Map(rates).set(order.currency, order.rate); // want collection
  }
  return { seen, rates };
}

export async function resolves(orders, load) {
  return orders.reduce(async (before, order) => {
    const names = await before;
    return { ...names, [order.id]: await load(order.id) }; // want object potential
  }, Promise.resolve({}));
}

export async function reads(paths) {
  let content = Buffer.alloc(0);
  for (const path of paths) {
    content = Buffer.concat([content, await readFile(path)]); // want bytes
  }
  return content;
}
