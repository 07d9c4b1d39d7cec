import http from 'node:http';
import net from 'node:net';
import { authenticate, find, inTurn, respond } from './auth.js';

// The request closes in any case, and the listener is there for it alone.
export function post(options, body, signal) {
  return new Promise((resolve, reject) => {
    const request = http.request(options, response => resolve(response));
    request.on('error', reject);
    const abort = () => request.destroy(new Error('aborted'));
    signal.addEventListener('abort', abort, { once: true });
    request.on('close', () => signal.removeEventListener('abort', abort));
    request.end(body);
  });
}

// The line stays when the answer is there.
export function askOn(line, question, signal) {
  return new Promise((resolve, reject) => {
    line.once('answer', resolve); // want outrun potential
    const abort = () => reject(new Error('aborted'));
    signal.addEventListener('abort', abort, { once: true }); // want outrun
    line.on('close', () => signal.removeEventListener('abort', abort)); // want never potential
    line.write(question);
  });
}

// It is for something else than what closes.
export function dial(port, signal) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, () => resolve(socket));
    socket.on('error', reject);
    const abort = () => reject(new Error('aborted'));
    signal.addEventListener('abort', abort, { once: true }); // want outrun
    socket.on('close', () => signal.removeEventListener('abort', abort));
  });
}

function readAll(req, done) {
  const pieces = [];
  req.on('data', piece => pieces.push(piece)); // want never potential
  req.on('end', () => done(null, Buffer.concat(pieces).toString())); // want never potential
}

function routeText(request, response) {
  return readAll(request, (error, text) => respond(response, error, text));
}

// Each step of a list is called once, with what the function around it was given.
export function route(request, response, log) {
  return inTurn([
    next => authenticate(request, log, next),
    (user, next) => {
      if (request.kind === 'text') return routeText(request, response);
      return find(user, request.id, next);
    },
  ], error => respond(response, error));
}

function note(feed, done) {
  feed.on('data', piece => done(piece)); // want never
}

// What the function around it was given is there longer than each turn.
export function follow(feed, bus) {
  bus.on('user', user => { // want never potential
    note(feed, () => find(user));
  });
}
