import { Client as FtpClient } from 'basic-ftp';
import { Client } from 'ldapts';

/** It connects anew for what it is asked. */
export async function findAndCheck(url, admin, login, password) {
  const client = new Client({ url });
  let found;
  try {
    await client.bind(admin.dn, admin.password);
    found = await client.search(admin.base, { filter: `(uid=${login})` });
  } finally {
    await client.unbind();
  }
  try {
    await client.bind(found.searchEntries[0].dn, password);
  } finally {
    await client.unbind();
  }
}

export async function listAndFetch(access, to) {
  const client = new FtpClient();
  let names = [];
  try {
    await client.access(access);
    names = await client.list();
  } finally {
    client.close();
  }
  for (const { name } of names) await client.downloadTo(`${to}/${name}`, name); // want use
}
