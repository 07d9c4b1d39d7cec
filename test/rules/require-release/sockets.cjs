'use strict';

const net = require('node:net');
const tls = require('node:tls');
const { once } = require('node:events');

async function ping(port) {
  const socket = net.connect(port); // want onExit
  await once(socket, 'connect');
  socket.write('PING\r\n');
  const [line] = await once(socket, 'data');
  if (!String(line).startsWith('PONG')) throw new Error('No answer');
  socket.end();
}

async function greet(port, host) {
  const socket = tls.connect(port, host); // want onExit
  await once(socket, 'secureConnect');
  const [line] = await once(socket, 'data');
  if (!String(line).startsWith('250')) throw new Error('No greeting');
  return socket;
}

async function greetsAndEnds(port, host) {
  const socket = tls.connect(port, host);
  await once(socket, 'secureConnect');
  const [line] = await once(socket, 'data');
  if (!String(line).startsWith('250')) {
    socket.destroy();
    throw new Error('No greeting');
  }
  return socket;
}

function isOpen(port) {
  return new Promise(resolve => {
    const socket = net.connect(port); // want never
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}

function isOpenForNow(port) {
  return new Promise(resolve => {
    const socket = net.connect(port);
    socket.once('connect', () => {
      socket.end();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function isOpenInTime(port) {
  return new Promise(resolve => {
    const socket = net.connect(port); // want onExit
    socket.setTimeout(1000);
    socket.once('connect', () => {
      socket.end();
      resolve(true);
    });
    socket.once('timeout', () => resolve(false));
    socket.once('error', () => resolve(false));
  });
}

function isOpenInTimeOrEnded(port) {
  return new Promise(resolve => {
    const socket = net.connect(port);
    socket.setTimeout(1000);
    socket.once('connect', () => {
      socket.end();
      resolve(true);
    });
    socket.once('timeout', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(false));
  });
}

function dial(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port); // want onExit
    const timer = setTimeout(() => reject(new Error('Timed out')), 5000);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once('error', error => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function dialAndGiveUp(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port);
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error('Timed out'));
    }, 5000);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once('error', error => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function dialWithError(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port);
    const timer = setTimeout(() => socket.destroy(new Error('Timed out')), 5000);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once('error', error => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

async function dialTls(port, host) {
  const socket = tls.connect(port, host);
  const { promise, resolve, reject } = Promise.withResolvers();
  socket.once('error', reject);
  socket.once('secureConnect', () => resolve(socket));
  try {
    return await promise;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function ask(port) {
  const socket = net.connect(port);
  let isClosed = false;
  socket.on('close', () => {
    isClosed = true;
  });
  const [answer] = await once(socket, 'data');
  if (!isClosed) socket.destroy();
  return answer;
}

async function askEagerly(port, isEager) {
  const socket = net.connect(port); // want onExit
  const [answer] = await once(socket, 'data');
  if (!isEager) socket.destroy();
  return answer;
}

// It serves for as long as it lives.
function follow(port, onLine) {
  const socket = net.connect(port); // want never potential
  socket.setEncoding('utf8');
  socket.on('data', onLine);
  socket.on('error', console.error);
}

// What is called once it is connected ends it.
function deliver(port, lines) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, () => {
      socket.write(lines);
      socket.end();
      resolve();
    });
    socket.on('error', reject);
  });
}

// The timer that was set before gives up on the socket, and leaves it open.
function certificateOf(host, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Too late')), ms);
    const socket = tls.connect(443, host, () => { // want onExit
      clearTimeout(timer);
      const certificate = socket.getPeerCertificate();
      socket.destroy();
      resolve(certificate);
    });
    socket.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function certificateInTime(host, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error('Too late'));
    }, ms);
    const socket = tls.connect(443, host, () => {
      clearTimeout(timer);
      const certificate = socket.getPeerCertificate();
      socket.destroy();
      resolve(certificate);
    });
    socket.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function proxy(port, client) {
  const upstream = net.connect(port);
  client.pipe(upstream).pipe(client);
}

/** In a listener that is a function, `this` is what it was put on. */
function flush(port, host, page) {
  const socket = net.createConnection(port, host);
  socket.addListener('error', error => console.error(error));
  socket.on('connect', function () {
    const started = Date.now();
    this.write(page);
    this.end();
    console.info(Date.now() - started);
  });
}

/** What it was told is not yet sent when the function is over. */
function tell(port, host, page) {
  const socket = net.createConnection(port, host); // want never
  socket.write(page);
}

/** In an arrow function it is not. */
class Backend {
  flush(port, host, page) {
    const socket = net.createConnection(port, host); // want never
    socket.addListener('error', error => console.error(error));
    socket.on('connect', () => {
      socket.write(page);
      this.end();
    });
  }

  end() {
    console.info('flushed');
  }
}

module.exports = {
  ping, greet, greetsAndEnds, isOpen, isOpenForNow, isOpenInTime, isOpenInTimeOrEnded, dial, dialAndGiveUp, dialWithError,
  dialTls, ask, askEagerly, follow, deliver, proxy,
  certificateOf, certificateInTime, flush, tell, Backend,
};
