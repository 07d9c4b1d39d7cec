import http from 'node:http';

const greeting = 'Ladies and gentlemen, '.repeat(10_000);
const words = new Map<string, string>();
let lastLine = '';

export class Monitor {
  #signature: Buffer | undefined;

  watch(server: http.Server): void {
    server.on('request', (req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const body = Buffer.concat(chunks);
        this.#signature = body.subarray(0, 20); // want bytes potential
        res.end();
      });
    });
  }

  get signature(): Buffer | undefined {
    return this.#signature;
  }
}

http.createServer((req, res) => {
  let body = '';
  req.setEncoding('utf8');
  req.on('data', (chunk: string) => {
    body += chunk;
  });
  req.on('end', () => {
    lastLine = body.slice(0, body.indexOf('\n')); // want text potential
    words.set(req.url ?? '', greeting.slice(0, 22));
    const local = new Map<string, string>();
    local.set('line', body.slice(0, 80));
    res.end(lastLine + String(local.size));
  });
}).listen(8080);
