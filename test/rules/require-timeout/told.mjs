import https from 'node:https';
import express from 'express';

const app = express();

/** Nobody sets the time after which this event would come. */
function meter(path) {
  return new Promise((resolve, reject) => {
    const request = https.request({ host: 'meters.example.com', path, method: 'GET' }, response => { // want endless
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    request.on('timeout', () => request.destroy(new Error('no reply')));
    request.on('error', reject);
    request.end();
  });
}

function meterInTime(path) {
  return new Promise((resolve, reject) => {
    const request = https.request({ host: 'meters.example.com', path, method: 'GET', timeout: 5000 }, response => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    request.on('timeout', () => request.destroy(new Error('no reply')));
    request.on('error', reject);
    request.end();
  });
}

app.get('/meters/:id', async (req, res) => {
  res.json([await meter(`/meters/${req.params.id}`), await meterInTime(`/meters/${req.params.id}`)]);
});
