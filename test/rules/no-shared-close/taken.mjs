import express from 'express';
import mongoose, { disconnect } from 'mongoose';
import { chromium as launcher } from 'playwright';
import { chromium } from './chromium.mjs';
import { Order } from './order.mjs';

export const app = express();

app.get('/orders/:id', async (req, res) => {
  await mongoose.connect(process.env.DATABASE);
  try {
    res.json(await Order.findById(req.params.id));
  } finally {
    await disconnect(); // want perRequest
  }
});

/** A handler that is wrapped is one still. */
const connected = work => async (req, res) => {
  try {
    await work(req, res);
  } finally {
    await disconnect(); // want perRequest
  }
};

app.get('/orders', connected(async (_req, res) => res.json(await Order.find().limit(50))));

const server = app.listen(3000);
process.once('SIGTERM', () => server.close(() => disconnect()));

/** What everybody has, handed on. */
async function picture(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await page.screenshot();
  } finally {
    await context.close();
    await browser.close(); // want perRequest
  }
}

app.get('/picture', async (req, res) => {
  res.type('png').send(await picture(chromium, String(req.query.url)));
});

/** What its caller opened for it alone. */
async function pdf(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const bytes = await page.pdf();
  await browser.close();
  return bytes;
}

app.get('/pdf', async (req, res) => {
  const browser = await launcher.launch();
  res.type('pdf').send(await pdf(browser, String(req.query.url)));
});

/** A function of one's own is none of the package. */
async function close() {
  await Order.deleteMany({ done: true });
}

app.delete('/orders', async (_req, res) => {
  await close();
  res.sendStatus(204);
});
