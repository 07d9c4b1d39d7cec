import bodyParser from 'body-parser';
import express from 'express';
import Fastify from 'fastify';
import multer from 'multer';

const app = express();
const LIMIT = '200mb';

app.use(express.json());
app.use(express.json({ limit: '10mb' }));
app.use(express.json({ limit: '50mb' })); // want raised
app.use(express.urlencoded({ extended: true, limit: LIMIT })); // want raised
app.use(bodyParser.raw({ limit: Infinity })); // want unlimited
app.use(bodyParser.text({ limit: process.env['LIMIT'] }));

export const upload = multer({ storage: multer.memoryStorage() }); // want unlimited
export const small = multer({ limits: { fileSize: 5 * 1024 * 1024 } });
export const large = multer({ dest: 'uploads/', limits: { fileSize: 1024 * 1024 * 1024 } }); // want raised

export const api = Fastify({ bodyLimit: 100 * 1024 * 1024 }); // want raised
export const plain = Fastify({ logger: true });
plain.post('/files', { bodyLimit: 1e9 }, async request => request.body); // want raised
