import express, { Router, type ErrorRequestHandler, type NextFunction, type Request, type RequestHandler, type Response } from 'express';

const app = express(); // in once
const router = Router(); // in once

app.use(express.json()); // in once

app.get('/orders', async (_req, res) => {
  res.json([]); // in handler request
});

app.post('/orders', checkBody, function (_req, res) {
  res.sendStatus(201); // in handler request
});

router.route('/orders/:id').get((_req, res) => {
  res.json({}); // in handler request
}).delete((_req, res) => {
  res.end(); // in handler request
});

router.use('/admin', (_req, _res, next) => {
  next(); // in handler request
});

router.param('id', (_req, _res, next, id) => {
  console.log(id); // in handler request
  next();
});

app.all('/any', [logs, (_req: Request, res: Response) => {
  res.end(); // in handler request
}]);

app.use(router); // in once

function checkBody(req: Request, res: Response, next: NextFunction) {
  if (!req.is('json')) res.sendStatus(415); // in handler request
  next();
}

function logs(req: Request, _res: Response, next: NextFunction) {
  console.log(line(req.url)); // in handler request
  next();
}

// Called from handlers only.
function line(url: string) {
  return url.toLowerCase(); // in handler request
}

export const show: RequestHandler = (_req, res) => {
  res.json({}); // in handler request
};

export const failed: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(500).send(String(error)); // in handler request
};

export async function list(req: Request, res: Response) {
  for (const name of ['a', 'b']) {
    res.write(name); // in handler request loop
  }
  res.end(req.url); // in handler request
}

const guard = (role: string): RequestHandler => {
  const roles = role.split(','); // in once
  return (_req, res, next) => {
    if (roles.includes('admin')) next(); // in handler request
    else res.sendStatus(403);
  };
};

app.get('/admin', guard('admin'), show);

const asyncHandler = (handler: (req: Request, res: Response) => Promise<void>): RequestHandler => (req, res, next) => {
  handler(req, res).catch(next); // in handler request
};

app.get('/wrapped', asyncHandler(async (_req, res) => {
  res.json(await load()); // in handler request
}));

async function load() {
  await new Promise(resolve => setTimeout(resolve, 10)); // in handler request
}

app.listen(3000, () => {
  console.log('listening'); // in once
});

export default app;
