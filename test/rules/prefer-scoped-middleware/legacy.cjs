'use strict';

const express = require('express');
const bodyParser = require('body-parser');
const fileUpload = require('express-fileupload');

const app = express();
const large = bodyParser.json({ limit: '50mb' });

app.use(large); // want body
app.use(fileUpload()); // want upload

app.get('/status', (req, res) => res.send('ok'));

app.get('/reports/:id', (req, res) => res.send(req.params.id));

app.post('/imports', function (req, res) {
  res.send({ count: req.body.rows.length });
});

app.post('/pictures', (req, res) => {
  req.files.picture.mv('/srv/pictures/' + req.files.picture.md5, () => res.sendStatus(201));
});

module.exports = app;
