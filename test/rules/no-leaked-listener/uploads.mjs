import express from 'express';
import { bus } from './bus.mjs';
import { store } from './store.mjs';

const app = express();

/** Made for one request by the handler below. */
class Upload {
  constructor(source, events) {
    this.source = source;
    this.events = events;
    this.size = 0;
  }

  begin() {
    this.source.on('data', chunk => {
      this.size += chunk.length;
    });
    this.events.on('limit', limit => { // want never
      if (this.size > limit) this.source.destroy();
    });
  }
}

app.post('/files/:name', async (req, res) => {
  const upload = new Upload(req, bus);
  upload.begin();
  await store(req.params.name, req);
  res.status(201).json({ size: upload.size });
});

app.listen(8080);
