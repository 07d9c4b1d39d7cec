import axios from 'axios';

const billing = axios.create({ baseURL: 'https://billing.internal', timeout: 3000 });

export async function balances(accounts) {
  const result = {};
  for (const account of accounts) {
    const { data } = await billing.get(`/balances/${account}`); // want request
    result[account] = data.cents;
  }
  return result;
}

export async function convert(lines) {
  let total = 0;
  for (const { currency, amount } of lines) {
    const answer = await fetch(`https://rates.example.com/v1/${currency}`, { signal: AbortSignal.timeout(2000) }); // want request
    const { rate } = await answer.json();
    total += amount * rate;
  }
  return total;
}

/** Each link leads elsewhere, so that nobody could be asked for all of them. */
export async function check(links) {
  for (const link of links) {
    const answer = await fetch(link.url, { method: 'HEAD', signal: AbortSignal.timeout(2000) }); // want request potential
    link.ok = answer.ok;
  }
}

export async function all() {
  const items = [];
  for (let page = 1; ; page++) {
    const { data } = await billing.get(`/invoices?page=${page}`);
    if (data.length === 0) return items;
    items.push(...data);
  }
}

export async function politely(ids) {
  for (const id of ids) {
    await billing.post(`/reminders/${id}`);
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

export async function firstOf(ids) {
  for (const id of ids) {
    const { data } = await billing.get(`/mirrors/${id}`);
    if (data) return data;
  }
  return undefined;
}

export async function few() {
  for (const region of ['eu', 'us', 'ap']) await billing.get(`/regions/${region}`);
}

export async function atOnce(ids) {
  return Promise.all(ids.map(id => billing.get(`/balances/${id}`)));
}
