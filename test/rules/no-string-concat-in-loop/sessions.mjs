import { createServer } from 'node:net';

const END = '\r\n.\r\n';

/** The mail of one sender, which ends by a line with a dot. */
export class MailSession {
  constructor(socket, spool) {
    this.socket = socket;
    this.spool = spool;
    this.mail = '';
    socket.setEncoding('latin1');
    socket.on('data', piece => {
      this.mail += piece; // want quadratic
      if (this.mail.endsWith(END)) this.complete();
    });
  }

  complete() {
    const body = this.mail.slice(0, -END.length);
    this.mail = '';
    this.spool.store(body).then(() => this.socket.end('250 queued\r\n'), () => this.socket.end('451 later\r\n'));
  }
}

/** What is left of a line is all that a turn keeps. */
export class LineSession {
  constructor(socket, onLine) {
    this.rest = '';
    this.onLine = onLine;
    socket.setEncoding('utf8');
    socket.on('data', piece => {
      this.rest += piece;
      if (this.rest.includes('\n')) this.lines();
    });
  }

  lines() {
    const lines = this.rest.split('\n');
    this.rest = lines.pop();
    for (const line of lines) this.onLine(line);
  }
}

/** A key that ends the line whatever there is. */
export class Keys {
  constructor(socket, run) {
    this.typed = '';
    this.run = run;
    socket.setEncoding('utf8');
    socket.on('data', piece => {
      this.typed += piece;
      if (this.typed.endsWith('\r')) this.enter();
      else if (piece === '\x03') this.enter();
    });
  }

  enter() {
    this.run(this.typed);
    this.typed = '';
  }
}

export function shell(run) {
  return createServer(socket => new Keys(socket, run));
}

export function receiver(handle) {
  return createServer(socket => {
    let message = '';
    const flush = () => {
      handle(message);
      message = '';
    };
    socket.setEncoding('utf8');
    socket.on('data', piece => {
      message += piece; // want quadratic
      if (message.includes('\0')) flush();
    });
  });
}
