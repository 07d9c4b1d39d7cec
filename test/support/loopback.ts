import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const caught = (): void => undefined;

/** A module that gives a function which listens, run with some of what it requires replaced. */
export async function serve(text: string, replaced: Readonly<Record<string, unknown>> = {}): Promise<http.Server> {
  const code = ts.transpile(text, { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS, esModuleInterop: true });
  const exports = {} as { listen: (done: (server: http.Server) => void) => void };
  const given = (name: string): unknown => replaced[name] ?? (require(name) as unknown);
  new Function('require', 'exports', code)(given, exports);
  return new Promise(resolve => {
    exports.listen(resolve);
  });
}

export async function stop(server: http.Server): Promise<void> {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}

/** Asks, and gives the answer once it has begun; nothing more is read than has come by then. */
export async function ask(server: http.Server, path = '/'): Promise<{ client: http.ClientRequest; answer: http.IncomingMessage }> {
  const { port } = server.address() as AddressInfo;
  const client = http.get({ host: '127.0.0.1', port, path, agent: false });
  client.on('error', caught);
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    client.once('error', reject);
    client.once('response', resolve);
  });
  answer.on('error', caught);
  return { client, answer };
}

/** The whole answer. */
export async function read(server: http.Server, path = '/'): Promise<Buffer> {
  const { answer } = await ask(server, path);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Waits until something is so, two seconds at most. */
export async function until(isSo: () => boolean, most = 2_000): Promise<boolean> {
  for (let waited = 0; waited < most && !isSo(); waited += 10) await wait(10);
  return isSo();
}
