import amqp from 'amqplib';
import { chromium } from 'playwright';
import { shelf } from './shelf.js';

const browser = await chromium.launch();

export async function visit(address) {
  const context = await browser.newContext();
  let page;
  let failure;
  try {
    page = await context.newPage();
    await page.goto(address);
  } catch (error) {
    failure = error;
  } finally {
    await context.close();
  }
  if (failure) await shelf.keep(address, await page.screenshot()); // want use
  return failure === undefined;
}

export async function visitAndLook(address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(address);
  } catch (error) {
    await shelf.keep(address, await page.screenshot());
    throw error;
  } finally {
    await page.close();
    await context.close();
  }
}

export async function print(address) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(address);
    return page.pdf(); // want pending
  } finally {
    await context.close();
  }
}

export async function titleIn(address, context = browser) {
  const own = await browser.newContext();
  const page = await context.newPage();
  await own.close();
  await page.goto(address);
  const title = await page.title();
  await page.close();
  return title;
}

export async function send(queue, text) {
  const connection = await amqp.connect(process.env.AMQP_URL);
  const channel = await connection.createChannel();
  await channel.assertQueue(queue);
  await connection.close();
  channel.sendToQueue(queue, Buffer.from(text)); // want use
}

export async function sendOnce(queue, text) {
  const connection = await amqp.connect(process.env.AMQP_URL);
  try {
    const channel = await connection.createChannel();
    channel.sendToQueue(queue, Buffer.from(text));
    await channel.close();
  } finally {
    await connection.close();
  }
}

export async function pressIn(address) {
  const page = await browser.newPage();
  const button = page.locator('button');
  try {
    await page.goto(address);
    await button.click();
  } finally {
    await page.close();
  }
  await button.hover(); // want use
}
