import { readFile } from 'node:fs/promises';
import mongoose from 'mongoose';

const Account = mongoose.model('Account', new mongoose.Schema({ plan: String }));

export async function upgrade(ids, tasks) {
  const loads = ids.map(id => Account.findById(id));
  const accounts = await Promise.all(loads); // want queries
  const saved = [];
  accounts.forEach(account => saved.push(Account.updateOne({ _id: account.id }, { plan: 'pro' })));
  await Promise.all(saved); // want queries
  return Promise.all(Array.from(tasks, task => readFile(task.file))); // want files
}

export function chain(list) {
  return readFile(list, 'utf8')
    .then(text => text.split('\n'))
    .then(urls => Promise.all(urls.map(url => fetch(url, { signal: AbortSignal.timeout(2000) })))); // want requests
}

export async function perGroup(groups) {
  for (const group of groups) {
    await Promise.all(group.urls.map(url => fetch(url, { signal: AbortSignal.timeout(2000) }))); // want requests
  }
}

async function main() {
  const files = (await readFile('index.txt', 'utf8')).split('\n');
  await Promise.all(files.map(file => readFile(file))); // want files potential
}

await main();
