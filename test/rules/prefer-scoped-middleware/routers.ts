// untyped
import express, { Router, type Request, type Response } from 'express';
import session from 'express-session';
import multer from 'multer';
import morgan from 'morgan';
import passport from 'passport';
import { save } from './elsewhere.ts';
import { store } from './store.ts';

const app = express();
const uploads = Router();
const upload = multer({ dest: '/srv/uploads', limits: { fileSize: 1024 * 1024 } });

// The default is small, it has a path, or a router of its own; health checks are left out.
app.use(express.json());
app.use('/imports', express.json({ limit: '25mb' }));
uploads.use(upload.single('file'));
app.use('/uploads', uploads);
app.use(morgan('combined', { skip: req => req.url === '/health' }));

// Passport needs it for all.
app.use(session({ secret: 'a', resave: false, saveUninitialized: false, store })); // want session potential
app.use(passport.session());

app.get('/health', (_req, res) => {
  res.send('ok');
});

app.get('/me', (req, res) => {
  res.send(req.session.id);
});

function list(_req: Request, res: Response): void {
  res.json([]);
}

app.get('/notes', list);
app.post('/notes', save);
