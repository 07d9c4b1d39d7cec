import cookieSession from 'cookie-session';
import express from 'express';

const MOST = 20 * 1024 * 1024;

const app = express();
app.use(express.raw({ type: 'image/*', limit: MOST })); // want body
app.use(cookieSession({ name: 'basket', keys: [process.env.KEY] })); // want session

app
  .route('/images/:id')
  .get((req, res) => {
    res.redirect(`/files/${req.params.id}`);
  })
  .put((req, res) => {
    res.json({ bytes: req.body.length });
  });

app.route('/basket').get((req, res) => res.json(req.session.basket ?? []));

// Small bodies may come in everywhere.
export const api = express();
api.use(express.json());
api.route('/notes').get((req, res) => res.json([])).post((req, res) => res.json(req.body));
