'use strict';

const express = require('express');
const axios = require('axios');
const got = require('got');
const request = require('request');
const { prepare } = require('@acme/http');

const router = express.Router();

const crm = axios.create({ baseURL: 'https://crm.example.com' });
const billing = axios.create({ baseURL: 'https://billing.example.com', timeout: 5000 });
const ledger = axios.create({ baseURL: 'https://ledger.example.com' });
ledger.defaults.timeout = 3000;
const audited = axios.create({ baseURL: 'https://audit.example.com' });
audited.interceptors.request.use(config => {
  config.timeout = 2000;
  return config;
});
const observed = axios.create({ baseURL: 'https://stock.example.com' });
observed.interceptors.response.use(undefined, error => Promise.reject(error));
const parts = axios.create({ baseURL: 'https://parts.example.com' });
parts.interceptors.request.use(prepare);

const patient = got.extend({ prefixUrl: 'https://search.example.com', retry: { limit: 1 } });
const impatient = got.extend({ prefixUrl: 'https://search.example.com', timeout: { request: 2000 } });
const derived = impatient.extend({ headers: { 'x-app': 'crm' } });

router.get('/contacts/:id', async (req, res, next) => {
  try {
    const { data } = await crm.get(`/contacts/${req.params.id}`); // want endless
    const { data: invoices } = await billing.get(`/invoices/${req.params.id}`);
    const { data: entries } = await ledger.get('/entries');
    await audited.post('/log', { id: req.params.id });
    await observed.get('/stock'); // want endless
    await parts.get('/parts');
    res.json({ ...data, invoices, entries });
  } catch (error) {
    next(error);
  }
});

router.post('/contacts', async (req, res) => {
  await axios.post('https://crm.example.com/contacts', req.body, { headers: { 'x-source': 'web' } }); // want endless
  await axios.post('https://crm.example.com/contacts', req.body, { timeout: 1000 });
  await axios.post('https://crm.example.com/refresh'); // want endless
  res.sendStatus(201);
});

router.put('/contacts/:id', async (req, res) => {
  const response = await axios({ // want endless
    method: 'put',
    url: `https://crm.example.com/contacts/${req.params.id}`,
    data: req.body,
  });
  await axios({ method: 'get', url: 'https://crm.example.com/ping', timeout: 500 });
  await axios('https://crm.example.com/ping', { signal: AbortSignal.timeout(500) });
  await axios.request({ url: 'https://crm.example.com/pong', timeout: 0 }); // want endless
  res.json(response.data);
});

router.get('/search', async (req, res) => {
  const results = await patient.get('contacts', { searchParams: { q: req.query.q } }).json(); // want endless
  const more = await impatient.get('contacts').json();
  const rest = await derived('contacts').json();
  const plain = await got('https://search.example.com/all').json(); // want endless
  const timed = await got('https://search.example.com/all', { timeout: { request: 1000 } }).json();
  res.json([results, more, rest, plain, timed]);
});

router.get('/legacy', (req, res, next) => {
  request('https://legacy.example.com/contacts', (error, response, body) => { // want endless
    if (error) next(error);
    else res.send(body);
  });
});

router.get('/legacy/timed', (req, res, next) => {
  request({ url: 'https://legacy.example.com/contacts', timeout: 1000 }, (error, response, body) => {
    if (error) next(error);
    else res.send(body);
  });
});

function crmCall(path, options) {
  return axios.get(`https://crm.example.com/${path}`, options);
}

function prepared(path) {
  const options = { headers: { accept: 'application/json' } };
  prepare(options);
  return axios.get(`https://crm.example.com/${path}`, options);
}

function withDefaults(path, options = {}) {
  return axios.get(`https://crm.example.com/${path}`, { timeout: 4000, ...options });
}

module.exports = { router, crmCall, prepared, withDefaults };
