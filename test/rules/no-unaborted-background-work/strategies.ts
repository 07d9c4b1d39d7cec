// untyped
import type { Request } from 'express';
import type { AuthenticateCallback } from 'passport';
import { audit, users } from './users';

/** What it is to call when it knows is called. */
export function byCode(req: Request, done: AuthenticateCallback) {
  users
    .withCode(req.user, req.body.code)
    .then(user => done(null, user))
    .catch(() => done(null, false));
}

export function byToken(req: Request, done: AuthenticateCallback) {
  note(req.body.token).catch(() => console.error('not noted')); // want floating
  done(null, users.withToken(req.body.token));
}

async function note(token: string) {
  await audit.insert({ token });
}
