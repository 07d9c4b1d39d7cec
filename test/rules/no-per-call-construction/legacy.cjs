'use strict';

const Joi = require('joi');
const http = require('http');

main();

/** Checks what was sent. */
function check(body) {
  const schema = Joi.object({ id: Joi.string().uuid().required(), weight: Joi.number().max(70) }); // want perCall
  return schema.validate(body);
}

function main() {
  http.createServer((req, res) => {
    const sent = new URL(req.url, 'http://localhost').searchParams;
    const plural = new Intl.PluralRules('en', { type: 'ordinal' }); // want perRequest
    res.end(plural.select(Number(sent.get('n'))) + JSON.stringify(check({ id: sent.get('id') })));
  }).listen(8080);
}

exports.check = check;
