const express = require('express');
const multer = require('multer');
const http = require('node:http');
const { WebSocketServer } = require('ws');

const app = express();
const large = ['/imports', '/backups'];

// Meant so, for what is sent there.
app.use(large, express.json({ limit: '20mb' })); // want raised potential
app.post('/import', express.json({ limit: '50mb' }), (req, res) => res.json(Object.keys(req.body)));  // want raised potential
exports.media = multer({ storage: multer.memoryStorage(), limits: { fileSize: 50 * 1024 * 1024 } }); // want raised potential

// For all that is sent, or more than a server can bear.
app.use(express.json({ limit: '20mb' })); // want raised
app.use('/videos', express.raw({ limit: '2gb' })); // want raised
exports.files = multer({ storage: multer.memoryStorage() }); // want unlimited

// Made and dropped.
multer({ storage: multer.memoryStorage() });

if (process.env.NODE_ENV === 'local') {
  const server = http.createServer(app);
  const local = new WebSocketServer({ server });
  local.on('connection', socket => socket.send('hello'));
  server.listen(3000);
}

// All but a test.
if (!(process.env.NODE_ENV === 'test')) {
  app.use(express.json({ limit: '900mb' })); // want raised
}
if (process.env.NODE_ENV === 'test' || process.env.LARGE) {
  app.use(express.text({ limit: '900mb' })); // want raised
}
if (process.env.LARGE && process.env.NODE_ENV === 'development') {
  app.use(express.urlencoded({ limit: '900mb' }));
}
