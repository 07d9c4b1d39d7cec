import express from 'express';
import multer from 'multer';

const fields = multer();
const files = multer(); // want unlimited
const app = express();

// Text alone is taken in, which has a limit of its own.
app.post('/contact', multer().none(), (req, res) => res.json(req.body));
app.post('/subscribe', fields.none(), (req, res) => res.json(req.body));

app.post('/avatar', files.single('avatar'), (req, res) => res.json({ size: req.file.size }));
app.post('/profile', files.none(), (req, res) => res.json(req.body));

export default app;
