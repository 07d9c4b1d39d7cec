import { Client as FtpClient } from 'basic-ftp';
import SftpClient from 'ssh2-sftp-client';
import { Client as SshClient } from 'ssh2';
import { ImapFlow } from 'imapflow';
import { Client as LdapClient } from 'ldapts';
import snmp from 'net-snmp';
import { Relay } from 'nostr-tools';
import { Bonjour } from 'bonjour-service';

export async function fetchReport(options) {
  const client = new FtpClient(); // want onThrow
  await client.access(options);
  await client.downloadTo('report.csv', '/out/report.csv');
  client.close();
}

export async function fetchReportWell(options) {
  const client = new FtpClient();
  try {
    await client.access(options);
    await client.downloadTo('report.csv', '/out/report.csv');
  } finally {
    client.close();
  }
}

export async function upload(options, file) {
  const client = new SftpClient(); // want onThrow
  await client.connect(options);
  await client.put(file, '/in/file');
  await client.end();
}

export function run(options, command) {
  return new Promise((resolve, reject) => {
    const client = new SshClient(); // want onExit
    client.on('ready', () => {
      client.exec(command, (error, stream) => {
        if (error) return reject(error);
        stream.on('close', code => {
          client.end();
          resolve(code);
        });
        stream.resume();
      });
    });
    client.on('error', reject);
    client.connect(options);
  });
}

export function runWell(options, command) {
  return new Promise((resolve, reject) => {
    const client = new SshClient();
    client.on('ready', () => {
      client.exec(command, (error, stream) => {
        if (error) {
          client.end();
          return reject(error);
        }
        stream.on('close', code => {
          client.end();
          resolve(code);
        });
        stream.resume();
      });
    });
    client.on('error', reject);
    client.connect(options);
  });
}

export async function subjects(options) {
  const client = new ImapFlow(options); // want never
  await client.connect();
  const lock = await client.getMailboxLock('INBOX');
  try {
    return await client.fetchAll('1:*', { envelope: true });
  } finally {
    lock.release();
  }
}

export async function authenticate(url, dn, password) {
  const client = new LdapClient({ url });
  try {
    await client.bind(dn, password);
    return true;
  } catch {
    return false;
  } finally {
    await client.unbind();
  }
}

export function upTime(host) {
  return new Promise((resolve, reject) => {
    const session = snmp.createSession(host, 'public'); // want onExit
    session.get(['1.3.6.1.2.1.1.3.0'], (error, values) => {
      if (error) return reject(error);
      session.close();
      resolve(values[0].value);
    });
  });
}

export function upTimeWell(host) {
  return new Promise((resolve, reject) => {
    const session = snmp.createSession(host, 'public');
    session.get(['1.3.6.1.2.1.1.3.0'], (error, values) => {
      session.close();
      if (error) return reject(error);
      resolve(values[0].value);
    });
  });
}

export async function publish(url, event) {
  const relay = await Relay.connect(url); // want onExit
  try {
    await relay.publish(event);
    relay.close();
  } catch (error) {
    console.error(error);
  }
}

const bonjour = new Bonjour();

export default async function routes(app) {
  app.get('/printers', async (request, response) => {
    const found = [];
    bonjour.find({ type: 'ipp' }, service => found.push(service.name)); // want dropped
    setTimeout(() => response.json(found), 3_000);
  });
}
