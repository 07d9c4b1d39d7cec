import { spawn } from 'node:child_process';
import https from 'node:https';

export function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    const output = [];
    child.stdout.on('data', chunk => output.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(output).toString()));
  });
}

export function today(done) {
  https.get('https://rates.example/today', answer => {
    let body = '';
    answer.setEncoding('utf8');
    answer.on('data', chunk => {
      body += chunk; // want gathered potential
    });
    answer.on('end', () => done(JSON.parse(body)));
  });
}
