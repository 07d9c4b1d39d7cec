'use strict';
const { createServer } = require('http');
const formidable = require('formidable');
const fs = require('fs');

function readBody(req) {
  return new Promise((resolve, reject) => {
    let data = '';
    req.on('data', chunk => {
      data += chunk; // want gathered
    });
    req.on('end', () => resolve(data));
    req.on('error', reject);
  });
}

createServer(async (req, res) => {
  const body = await readBody(req);
  res.end(body);
}).listen(3000);

exports.parse = function parse(stream, done) {
  const pieces = [];
  stream.on('data', piece => pieces.push(piece)); // want gathered potential
  stream.on('end', () => done(Buffer.concat(pieces)));
};

exports.load = function load(path, done) {
  const pieces = [];
  fs.createReadStream(path).on('data', piece => pieces.push(piece)).on('end', () => done(Buffer.concat(pieces)));
};

exports.form = formidable({ multiples: true }); // want raised
exports.smallForm = formidable({ maxFileSize: 1024 * 1024 });
