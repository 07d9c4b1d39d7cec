const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false })); // want unlimited

app.post('/import', (req, res) => {
  // It has failed, and a supervisor starts it again.
  if (!req.body) process.exit(1);
  res.sendStatus(204);
});

const server = app.listen(3000);

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
});
