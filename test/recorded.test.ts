import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'vitest';
import plugin from '../src/index.ts';
import { root } from './support/fixture.ts';
import { expectText } from './support/generated.ts';
import { language, linter } from './support/lint.ts';

/** Folders of installed packages that hold code as it was written, at the exact versions of `package-lock.json`. */
const folders = [
  'amqplib/lib', 'body-parser/lib', 'bull/lib', 'busboy/lib', 'express/lib', 'fastify/lib', 'formidable/src', 'generic-pool/lib',
  'kafkajs/src', 'knex/lib', 'koa/lib', 'mariadb/lib', 'mongodb/src', 'mongoose/lib', 'multer/lib', 'mysql/lib', 'mysql2/lib', 'pg/lib',
  'pg-pool', 'undici/lib', 'ws/lib',
];

/** The findings of `recommended` on real packages stand in a file, so that the change of a rule shows as a difference in review. */
test('findings on installed packages are those that are recorded', () => {
  const { rules } = plugin.configs['recommended'] as { rules: object };
  const found = folders.flatMap(folder => filesIn(folder).flatMap(file => {
    const text = readFileSync(path.join(root, 'node_modules', file), 'utf8');
    const config = [{ ignores: ['!**/node_modules/'] }, { ...language(file, text), plugins: { watertight: plugin }, rules }];
    const messages = linter.verify(text, config, { filename: path.join(root, 'node_modules', file), allowInlineConfig: false });
    return messages.map(({ line, ruleId, message }) => `${file}:${String(line)} ${ruleId ?? 'no rule'}: ${message}`);
  }));
  expectText('test/recorded.txt', `${found.join('\n')}\n`);
});

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, 'node_modules', folder), { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(name => /(?<!\.d|\.test|\.min)\.[cm]?[jt]s$/.test(name) && !/\/(node_modules|tests?)\//.test(name))
    .sort();
}
