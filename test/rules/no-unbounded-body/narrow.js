// options: {"most":6000000}
import express from 'express';
import multer from 'multer';

const app = express();

// What the project allows is six megabytes: ten times of that is meant by nobody.
export const pictures = multer({ limits: { fileSize: 80 * 1024 * 1024 } }); // want raised
export const icons = multer({ limits: { fileSize: 20 * 1024 * 1024 } }); // want raised potential

app.post('/pictures', pictures.single('picture'), (req, res) => {
  res.sendStatus(201);
});
app.post('/icons', icons.single('icon'), (req, res) => {
  res.sendStatus(201);
});
