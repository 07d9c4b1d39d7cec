import { connect, type ClientHttp2Session } from 'node:http2';

let session: ClientHttp2Session | undefined;

/** One for all, made again where it has gone. */
function sessionOf(authority: string): ClientHttp2Session {
  if (!session || session.closed) {
    session = connect(authority);
    session.on('error', error => console.error(error));
  }
  return session;
}

export function push(authority: string, path: string): Promise<void> {
  const client = sessionOf(authority);
  return new Promise((resolve, reject) => {
    const stream = client.request({ ':path': path });
    const onGoaway = (): void => {
      reject(new Error('the server goes away'));
    };
    client.once('goaway', onGoaway); // want outrun
    stream.on('error', reject);
    stream.on('end', () => {
      client.off('goaway', onGoaway);
      resolve();
    });
    stream.end();
  });
}

export function pushWhole(authority: string, path: string): Promise<void> {
  const client = sessionOf(authority);
  return new Promise((resolve, reject) => {
    const stream = client.request({ ':path': path });
    const onGoaway = (): void => {
      reject(new Error('the server goes away'));
    };
    client.once('goaway', onGoaway);
    stream.on('error', reject);
    stream.on('end', resolve);
    stream.on('close', () => client.off('goaway', onGoaway));
    stream.end();
  });
}

/** A session of one call. */
function sessionFor(authority: string): ClientHttp2Session {
  const own = connect(authority);
  own.on('error', error => console.error(error));
  return own;
}

export function pushAlone(authority: string, path: string): Promise<void> {
  const client = sessionFor(authority);
  return new Promise((resolve, reject) => {
    const stream = client.request({ ':path': path });
    client.once('goaway', () => reject(new Error('the server goes away')));
    stream.on('error', reject);
    stream.on('end', () => {
      client.close();
      resolve();
    });
    stream.end();
  });
}

export class Peers {
  constructor(private readonly target: EventTarget, private readonly names: EventTarget) {
    this.target.addEventListener('peer', this.onPeer); // want unclosed potential
    this.names.addEventListener('name', onName);
  }

  private onPeer = (): void => {
    console.info(this);
  };
}

/** The same function for all, which a target of events keeps once. */
function onName(event: Event): void {
  console.info(event.type);
}
