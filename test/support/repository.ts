import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { blocksUnder } from './page.ts';
import { succeed } from './package.ts';
import { temporary, write } from './temporary.ts';

/** A git repository with a first commit, removed after the last test. */
export class Repository {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** A repository of these files, with packages that are installed elsewhere. */
  static async create(files: Readonly<Record<string, string>>, packages: string): Promise<Repository> {
    const folder = temporary({ '.gitignore': 'node_modules\n', ...files });
    symlinkSync(path.join(packages, 'node_modules'), path.join(folder, 'node_modules'));
    return Repository.adopt(folder);
  }

  /** The repository that a temporary folder becomes. */
  static async adopt(folder: string): Promise<Repository> {
    const repository = new Repository(folder);
    await repository.git('init', '--quiet', '--initial-branch=main');
    for (const [key, value] of [['user.name', 'Ada'], ['user.email', 'ada@shop.test'], ['commit.gpgsign', 'false']] as const) {
      await repository.git('config', key, value);
    }
    await repository.save('first');
    return repository;
  }

  async git(...args: string[]): Promise<string> {
    const { out } = await succeed(this.folder, 'git', args);
    return out;
  }

  /** Commits all there is, whatever the hooks would say. */
  async save(message: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', message);
  }

  write(name: string, text: string): void {
    write(this.folder, { [name]: text });
  }

  async stage(name: string, text: string): Promise<void> {
    this.write(name, text);
    await this.git('add', name);
  }

  /** What stands in a file of the folder. */
  text(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  /** What was committed of a file last. */
  async committed(name: string): Promise<string> {
    return this.git('show', `HEAD:${name}`);
  }

  /** Does what a page of the docs says under a heading: JSON is for `package.json`, YAML says in its first line which file it is. */
  async follow(page: string, heading: string): Promise<void> {
    for (const { language, text } of blocksUnder(page, heading)) {
      if (language === 'json') {
        const manifest = { ...JSON.parse(this.text('package.json')) as object, ...JSON.parse(text) as object };
        this.write('package.json', JSON.stringify(manifest, null, 2));
      } else if (language === 'sh') {
        await succeed(this.folder, 'sh', ['-ec', text]);
      } else {
        const [, name = ''] = /^\S+ (\S+)$/m.exec(text) ?? [];
        this.write(name, text);
      }
    }
  }
}
