import net from 'node:net';

// A few words for each that the server says.
export function startTls(socket, name, done) {
  socket.on('data', data => {
    const said = data.toString();
    if (said.startsWith('* OK')) socket.write('a001 STARTTLS\r\n'); // want data potential
    else if (said.startsWith('220')) socket.write(`EHLO ${name}\r\n`);
    else done(said);
  });
}

export function connect(port, done) {
  const socket = net.connect(port);
  startTls(socket, 'localhost', done);
  return socket;
}

// All that comes is sent on.
export function forward(port, to) {
  const socket = net.connect(port);
  const other = net.connect(to);
  socket.on('data', data => {
    other.write(data); // want data
  });
  socket.on('close', () => other.end());
}

// What ends it is the last that it is told.
export function follow(port, bus) {
  const socket = net.connect(port);
  socket.on('data', data => {
    try {
      bus.take(JSON.parse(data));
    } catch (error) {
      socket.write(JSON.stringify(error.message));
      socket.end(() => console.info('closed'));
    }
  });
}

// Another one is.
export function followBoth(port, bus) {
  const socket = net.connect(port);
  const other = net.connect(port);
  socket.on('data', data => {
    other.write(data); // want data
    if (bus.isFull) socket.end();
  });
  socket.on('close', () => other.end());
}
