import session from 'express-session';
import type { Application, Request, Response } from 'express';
import { store } from './store.ts';

/** The routes that are told of it here are not those of the function that mounts it. */
function prepare(app: Application): void {
  app.use(session({ secret: 'a', resave: false, saveUninitialized: false, store }));
}

export function addRoutes(app: Application): void {
  prepare(app);
  app.get('/me', (req: Request, res: Response) => {
    res.send(req.session.id);
  });
  app.get('/version', (_req: Request, res: Response) => {
    res.send('1.0.0');
  });
}

export function addAll(app: Application): void {
  app.use(session({ secret: 'a', resave: false, saveUninitialized: false, store })); // want session
  app.get('/me', (req: Request, res: Response) => {
    res.send(req.session.id);
  });
  app.get('/version', (_req: Request, res: Response) => {
    res.send('1.0.0');
  });
}
