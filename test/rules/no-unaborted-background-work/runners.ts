// settings: {"watertight":{"runners":["runInBackground","jobs.later"],"libraries":[{"package":"@acme/tasks","paths":{"defer()":{"awaits":{"what":"task"}},"Mailer().send()":{"starts":{"what":"mail"}}}}]}}
// untyped
import { defer, later, Mailer } from '@acme/tasks';
import { Router } from 'express';
import { jobs, runInBackground, startNow } from './jobs';
import { index } from './search';

const router = Router();
const mailer = new Mailer();

// A task of the project's own library is looked after; its mail is not.
router.post('/orders', async (req, res) => {
  void runInBackground(() => index(req.body));
  runInBackground(index(req.body)).catch(console.error);
  void jobs.later(index(req.body));
  void defer(index(req.body));
  mailer.send({ to: req.body.email }); // want floating
  void startNow(index(req.body)); // want floating
  later(index(req.body)).catch(console.error); // want floating
  res.sendStatus(202);
});

export default router;
