'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');
const fse = require('fs-extra');
const express = require('express');

const router = express.Router();
const types = { '.html': 'text/html', '.css': 'text/css' };

http.createServer(function (req, res) {
  const file = path.join(__dirname, 'public', req.url);
  fs.readFile(file, function (err, content) { // want file
    if (err) {
      res.writeHead(err.code === 'ENOENT' ? 404 : 500);
      res.end();
      return;
    }
    res.writeHead(200, { 'Content-Type': types[path.extname(file)] || 'application/octet-stream' });
    res.end(content, 'utf-8');
  });
}).listen(3000);

router.get('/reports/:name', (req, res, next) => {
  fs.readFile(`/srv/reports/${req.params.name}.csv`, 'utf8', (err, data) => { // want file
    if (err) return next(err);
    res.set('Content-Type', 'text/csv').send(data);
  });
});

function onRead(res) {
  return (err, data) => (err ? res.sendStatus(404) : res.send(data));
}

router.get('/handed/:name', (req, res) => {
  fs.readFile(`/srv/reports/${req.params.name}`, onRead(res));
});

router.get('/images/:name', async (req, res) => {
  const image = await fse.readFile(path.join('/srv/images', req.params.name)); // want file
  res.write(image);
  res.end();
});

router.get('/log', (req, res) => {
  const log = fs.readFileSync('/var/log/app.log', 'utf8'); // want again
  res.type('text/plain').send(log);
});

exports.download = (req, res) => {
  const data = fs.readFileSync(path.join('/srv/uploads', req.params.id)); // want waiting
  res.setHeader('Content-Disposition', 'attachment');
  res.end(data);
};

// An answer to the classical question, the same small page each time.
http.createServer((req, res) => {
  fs.readFile(path.join(__dirname, 'index.html'), (err, data) => {
    res.writeHead(err ? 500 : 200);
    res.end(data);
  });
}).listen(3001);

router.get('/rendered/:name', (req, res, next) => {
  fs.readFile(`/srv/templates/${req.params.name}.html`, 'utf8', (err, template) => {
    if (err) return next(err);
    res.send(template.replace('{{user}}', req.user.name));
  });
});

router.get('/encoded/:name', async (req, res) => {
  const image = await fs.promises.readFile(path.join('/srv/images', req.params.name));
  res.json({ image: image.toString('base64') });
});

// A script is no handler.
const readme = fs.readFileSync('README.md', 'utf8');
console.log(readme.length);

module.exports = router;
