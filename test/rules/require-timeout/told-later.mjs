import https from 'node:https';
import express from 'express';

const app = express();

/** The time is set on the request, and what it tells is heard beside. */
function meter(path) {
  return new Promise((resolve, reject) => {
    const request = https.request({ host: 'meters.example.com', path, method: 'GET' }, response => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    request.setTimeout(5000);
    request.on('timeout', () => request.destroy(new Error('no reply')));
    request.on('error', reject);
    request.end();
  });
}

app.get('/meters/:id', async (req, res) => {
  res.json(await meter(`/meters/${req.params.id}`));
});
