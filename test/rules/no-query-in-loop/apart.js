import axios from 'axios';
import { Pool } from 'pg';

const pool = new Pool();

/** The first node that answers is enough. */
export async function firstThatAnswers(nodes) {
  for (const node of nodes) {
    try {
      const { data } = await axios.get('https://monitor.internal/health', { params: { node }, timeout: 1_000 });
      console.info(data.version);
      return data.isUp;
    } catch (error) {
      console.warn(node, error);
    }
  }
  return false;
}

export async function readEach(ids) {
  const users = [];
  for (const id of ids) {
    const { data } = await axios.get(`https://users.internal/users/${id}`, { timeout: 1_000 }); // want request
    users.push(data);
  }
  return users;
}

export async function tellEach(numbers, text) {
  for (const to of numbers) {
    await axios.post('https://sms.internal/messages', { to, text }, { timeout: 1_000 }); // want request potential
  }
}

async function expel(member, log, mail) {
  await log.write(member);
  await pool.query('DELETE FROM members WHERE id = $1', [member]);
  await mail.send(member);
}

export async function expelAll(members, log, mail) {
  for (const member of members) await expel(member, log, mail); // want through potential
}

async function nameOf(id) {
  const { rows } = await pool.query('SELECT name FROM users WHERE id = $1', [id]);
  return rows[0]?.name;
}

export async function namesOf(ids) {
  const names = [];
  for (const id of ids) names.push(await nameOf(id)); // want through
  return names;
}
