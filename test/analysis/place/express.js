const express = require('express');
const controller = require('./express-controller');
const { promisify } = require('node:util');

const app = express();
const server = express.Router();

const orders = {
  list(req, res) {
    res.json(find(req.query)); // in handler request
  },
  show: async (req, res) => {
    res.json(await Promise.resolve(req.params.id)); // in handler request
  },
};

class Invoices {
  constructor() {
    this.list = this.list.bind(this); // in instance
  }

  list(req, res) {
    res.json([]); // in handler request
  }

  show = (req, res) => {
    res.json({}); // in handler request
  };

  unused() {
    return promisify(setTimeout)(10); // in call
  }
}

const invoices = new Invoices();

function find(query) {
  return Object.keys(query); // in handler request
}

function untyped(req, res) {
  res.status(200).json(req.params); // in handler request
}

function request(req, res) {
  return req(res); // in call
}

server.get('/orders', orders.list);
server.get('/orders/:id', wrap(orders.show));
server.get('/invoices', invoices.list.bind(invoices));
server.get('/invoices/:id', invoices.show);
server.get('/controller', controller.list);
app.use('/api', server);

function wrap(handler) {
  return (req, res, next) => {
    Promise.resolve(handler(req, res)).catch(next); // in handler request
  };
}

const wrapped = wrap(async (req, res) => {
  res.json(await Promise.resolve(1)); // in handler request
});

app.get('/late', wrapped);

module.exports = { app, untyped, request };
