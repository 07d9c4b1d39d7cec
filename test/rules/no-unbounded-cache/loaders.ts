import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';

interface User {
  id: string;
}
interface Db {
  users(ids: readonly string[]): Promise<User[]>;
}

// Whoever runs a job makes one; who makes this, nothing here tells.
export class ImportJob {
  readonly #users: DataLoader<string, User>;

  constructor(db: Db) {
    this.#users = new DataLoader(ids => db.users(ids)); // want unlimited potential
  }

  async run(ids: string[]): Promise<User[]> {
    return Promise.all(ids.map(id => this.#users.load(id)));
  }
}

@Injectable()
export class UserService {
  readonly #users: DataLoader<string, User>;

  constructor(db: Db) {
    this.#users = new DataLoader(ids => db.users(ids)); // want unlimited
  }

  find(id: string): Promise<User> {
    return this.#users.load(id);
  }
}
