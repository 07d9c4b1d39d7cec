import express from 'express';

const app = express();

/** The handlers pass their response, which is answered through in the end. */
function sendAsset(load, req, res) {
  load().then(asset => {
    res.setHeader('ETag', asset.tag);
    res.end(asset.content);
  }).catch(error => {
    res.status(500).end(error.message);
  });
}

/** This one is passed no more than what it writes to. */
function noteAsset(load, log) {
  load().then(asset => { // want floating
    log.end(asset.content);
  }).catch(error => {
    log.end(error.message);
  });
}

app.get('/assets/:id', (req, res) => {
  sendAsset(async () => assets.load(req.params.id), req, res);
});

app.get('/assets/:id/note', (req, res) => {
  noteAsset(async () => assets.load(req.params.id), assets.log(req.params.id));
  res.sendStatus(204);
});

app.post('/codes', async (req, res, next) => {
  const fail = async error => {
    await limits.count(req.ip);
    next(error);
  };
  const count = async () => {
    await limits.count(req.ip);
  };
  if (!req.body.code) {
    fail(new Error('a code is missing'));
    return;
  }
  count(); // want floating
  res.sendStatus(204);
});
