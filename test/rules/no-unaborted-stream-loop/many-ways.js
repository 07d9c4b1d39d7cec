import http from 'node:http';
import { feed } from './feeds.js';

/** So many ways lead here that nobody follows them all, and nothing is said. */
async function merge(res, orders, users, carts, stock, audits, prices, routes) {
  while (true) {
    const orderNow = await orders.next();
    const userNow = await users.next();
    const cartNow = await carts.next();
    const stockNow = await stock.next();
    const auditNow = await audits.next();
    const priceNow = await prices.next();
    const routeNow = await routes.next();
    const all = [orderNow, userNow, cartNow, stockNow, auditNow, priceNow, routeNow];
    if (!res.write(JSON.stringify(all.map(({ value }) => value)))) break;
  }
}

http.createServer((req, res) => {
  if (req.url === '/day') {
    const of = name => feed(name, 'day');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/week') {
    const of = name => feed(name, 'week');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/month') {
    const of = name => feed(name, 'month');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/quarter') {
    const of = name => feed(name, 'quarter');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/year') {
    const of = name => feed(name, 'year');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/hour') {
    const of = name => feed(name, 'hour');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/minute') {
    const of = name => feed(name, 'minute');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/decade') {
    const of = name => feed(name, 'decade');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
  if (req.url === '/season') {
    const of = name => feed(name, 'season');
    merge(res, of('orders'), of('users'), of('carts'), of('stock'), of('audits'), of('prices'), of('routes'));
  }
}).listen(8080);
