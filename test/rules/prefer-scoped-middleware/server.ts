// untyped
import express from 'express';
import session from 'express-session';
import multer from 'multer';
import morgan from 'morgan';
import { store } from './store.ts';

const app = express();
const upload = multer({ dest: '/srv/uploads', limits: { fileSize: 1024 * 1024 } });

app.use(express.json({ limit: '25mb' })); // want body
app.use(upload.single('file')); // want upload
app.use(session({ secret: 'a', resave: false, saveUninitialized: false, store })); // want session
app.use(morgan('combined')); // want log

app.get('/health', (_req, res) => {
  res.send('ok');
});

app.get('/notes/:id', (req, res) => {
  res.send(req.params.id);
});

app.post('/notes', (req, res) => {
  const { text } = req.body as { text: string };
  res.send(text);
});

app.post('/files', (req, res) => {
  res.send(req.file?.filename);
});

app.get('/me', (req, res) => {
  res.send(req.session.id);
});
