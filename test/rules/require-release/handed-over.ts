import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';

interface Peer { name: string }
declare function createPeer(name: string, input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Peer;
declare function exchange(socket: net.Socket, line: string): Promise<string>;

const peers = new Map<string, Promise<Peer>>();

/** Only a failure ends the socket: the peer that is made of it has it otherwise. */
export function peerOf(host: string, port: number): Promise<Peer> {
  const known = peers.get(host);
  if (known) return known;
  const made = (async () => {
    const socket = net.connect(port, host);
    socket.on('close', () => peers.delete(host));
    try {
      await once(socket, 'connect');
      const peer = createPeer(host, socket, socket);
      peer.name = host;
      return peer;
    } catch (error) {
      console.error('not connected', error);
      socket.destroy();
      throw error;
    }
  })();
  peers.set(host, made);
  return made;
}

/** What is only worked with is nobody else's. */
export async function greet(host: string, port: number): Promise<string> {
  const socket = net.connect(port, host); // want onExit
  try {
    await once(socket, 'connect');
    const greeting = await exchange(socket, 'hello');
    return greeting;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The secure socket ends the one below it. */
export async function secure(host: string, port: number): Promise<string | undefined> {
  const raw = net.connect(port, host);
  try {
    await once(raw, 'connect');
  } catch {
    raw.destroy();
    return undefined;
  }
  const socket = tls.connect({ socket: raw });
  try {
    await once(socket, 'secureConnect');
    return await exchange(socket, 'hello');
  } finally {
    socket.destroy();
  }
}

/** Never made secure, it stays. */
export async function probe(host: string, port: number): Promise<boolean> {
  const raw = net.connect(port, host); // want onExit
  try {
    await once(raw, 'connect');
  } catch {
    raw.destroy();
    return false;
  }
  return true;
}
