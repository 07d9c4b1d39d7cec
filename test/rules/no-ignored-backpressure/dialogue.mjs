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
