import http from 'node:http';

// What a method is passed by all who call it here is what it is given.
export class Gateway {
  constructor() {
    this.server = http.createServer();
    this.server.on('request', this.onRequest.bind(this));
    this.server.on('connect', this.onConnect.bind(this));
  }

  onRequest(request, response) {
    return this.prepare(request).then(options => response.end(String(options.id)));
  }

  onConnect(request, socket) {
    return this.prepare(request).then(options => socket.end(String(options.id)));
  }

  prepare(request) {
    const options = { id: request.url };
    const { socket } = request;
    socket.on('error', error => console.error(options.id, error)); // want never
    return Promise.resolve(options);
  }

  // Once for each connection.
  listen(port) {
    this.server.on('connection', socket => this.watch(socket));
    this.server.listen(port);
  }

  watch(socket) {
    socket.on('error', error => console.error(error));
  }
}
