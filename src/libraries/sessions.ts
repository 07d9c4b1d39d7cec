import { library, type Facts } from '../library.ts';

/** A connection for one errand, which the other side, or a timer of its own, keeps open until it is told to end. */
const session = (what: string, release: string | readonly string[], begins?: readonly string[]): Facts =>
  ({ acquires: { what, release, spent: true, releaseTwice: 'harmless', ...(begins && { begins }) } });

/** https://github.com/patrickjuchli/basic-ftp#client */
export const basicFtp = library('basic-ftp', {
  'Client()': session('FTP connection', 'it.close()', ['await it.access()', 'await it.connect()', 'await it.connectImplicitTLS()']),
});

/** https://github.com/theophilusx/ssh2-sftp-client#orgb8a4571 */
export const ssh2SftpClient = library('ssh2-sftp-client', {
  '()': session('SFTP connection', 'await it.end()', ['await it.connect()']),
});

/** https://github.com/mscdex/ssh2#client; closing it closes its channels. */
export const ssh2 = library('ssh2', {
  'Client()': session('SSH connection', ['it.end()', 'it.destroy()'], ['it.connect()']),
});

/** https://imapflow.com/docs/api/imapflow-client; who waits for the same mailbox waits until its lock is given back. */
export const imapflow = library('imapflow', {
  'ImapFlow()': {
    acquires: {
      what: 'IMAP connection',
      release: ['await it.logout()', 'it.close()'],
      begins: ['await it.connect()'],
      spent: true,
      releaseTwice: 'harmless',
      heldFor: ['exists', 'expunge', 'flags', 'mailboxOpen'],
    },
  },
  'ImapFlow().getMailboxLock()': { acquires: { what: 'mailbox lock', release: 'it.release()', withParent: true } },
});

/** https://github.com/ldapts/ldapts#api-details; what is asked of it behind `unbind()` connects anew. */
export const ldapts = library('ldapts', {
  'Client()': {
    acquires: {
      what: 'LDAP connection', release: 'await it.unbind()', releaseTwice: 'harmless', begins: ['await it.bind()', 'await it.startTLS()'],
    },
  },
});

/** http://ldapjs.org/client.html; it connects as it is made. */
export const ldapjs = library('ldapjs', {
  'createClient()': { acquires: { what: 'LDAP connection', release: ['it.unbind()', 'it.destroy()'], exits: 'explicit' } },
});

/** https://github.com/markabrahams/node-net-snmp#sessionclose; each has a UDP socket of its own. */
const snmp = session('SNMP session', 'it.close()');
export const netSnmp = library('net-snmp', { 'createSession()': snmp, 'createV3Session()': 'createSession()' });

/** https://github.com/nbd-wtf/nostr-tools#interacting-with-one-or-multiple-relays */
const relay = session('relay connection', 'it.close()');
export const nostrTools = library('nostr-tools', { 'Relay.connect()': relay });
export const nostrToolsRelay = library('nostr-tools/relay', { 'Relay.connect()': relay });

/** https://github.com/onlxltd/bonjour-service#browser; one looks for services, and hears of them, until it is stopped. */
const browser: Facts = { acquires: { what: 'service browser', release: 'it.stop()', only: 'repeated' } };
export const bonjour = library('bonjour', { '().find()': browser });
export const bonjourService = library('bonjour-service', { '().find()': browser, 'Bonjour().find()': '().find()' });

/** https://github.com/naptha/tesseract.js/blob/master/docs/api.md#workerterminate; each is a thread with a model in its memory. */
export const tesseract = library('tesseract.js', { 'createWorker()': session('OCR worker', 'await it.terminate()') });
