import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '../config.js';

const largest = 256 * 1024;

export async function loadTemplate(name: string): Promise<string> {
  const file = await open(join(config.templates, `${name}.html`));
  const { size } = await file.stat();
  if (size > largest) {
    throw new Error(`template ${name} is larger than ${largest} bytes`);
  }
  const source = await file.readFile('utf8');
  return source.replaceAll('{{shop}}', config.shopName);
}

export async function loadLogo(): Promise<string> {
  await using file = await open(join(config.templates, 'logo.png'));
  const image = await file.readFile();
  return `data:image/png;base64,${image.toString('base64')}`;
}

export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/{{(\w+)}}/g, (placeholder, key: string) => values[key] ?? placeholder);
}
