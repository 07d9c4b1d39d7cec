import got from 'got';
import knexOf from 'knex';

const knex = knexOf({ client: 'pg', connection: process.env.DATABASE_URL });

export async function summaries(teams) {
  const rows = await Promise.all(teams.map(team => knex('members').where({ team: team.id }))); // want queries
  const pages = await Promise.all(Object.keys(teams).map(key => got(`https://wiki.example.com/${key}`, { timeout: { request: 2000 } }))); // want requests
  return [rows, pages];
}

export async function firstTen(teams) {
  return Promise.all(teams.slice(0, 10).map(team => knex('members').where({ team: team.id })));
}

export async function limited() {
  const teams = await knex('teams').limit(25);
  return Promise.all(teams.map(team => knex('members').where({ team: team.id })));
}

export async function retried(urls) {
  return Promise.all(urls.map(url => withRetry(() => got(url, { timeout: { request: 2000 } })))); // want requests
}

async function withRetry(work) {
  try {
    return await work();
  } catch {
    return work();
  }
}

export async function all(config) {
  return Promise.all(config.servers.map(server => got(server.health, { timeout: { request: 2000 } })));
}
