import amqp from 'amqplib';
import puppeteer from 'puppeteer';

let opening;

/** The one browser; when it cannot be opened, the next call tries anew. */
function getBrowser() {
  opening ??= puppeteer.launch().catch(error => {
    opening = undefined;
    throw error;
  });
  return opening;
}

export async function closeBrowser() {
  const browser = await opening;
  opening = undefined;
  await browser?.close();
}

export async function label(url) {
  const browser = await getBrowser();
  const page = await browser.newPage(); // want onExit
  const response = await page.goto(url).catch(() => null);
  if (!response) return null;
  await page.close();
  return response.status();
}

export async function picture(url) {
  const browser = await getBrowser();
  const page = await browser.newPage();
  try {
    await page.goto(url);
    return await page.screenshot();
  } finally {
    await page.close();
  }
}

let connecting = null;

function getConnection() {
  if (!connecting) {
    connecting = amqp.connect(process.env.AMQP_URL).then(connection => {
      connection.on('close', () => { connecting = null; });
      return connection;
    });
  }
  return connecting;
}

export async function publish(ticket) {
  const connection = await getConnection();
  const channel = await connection.createConfirmChannel(); // want never
  channel.publish('tickets', 'changed', Buffer.from(ticket));
  await channel.waitForConfirms();
}

const open = () => puppeteer.launch().catch(error => {
  throw new Error('no browser', { cause: error });
});

export async function version() {
  const browser = await open(); // want never
  return browser.version();
}

export async function title(url) {
  const browser = await puppeteer.launch().then(launched => launched, error => { // want never
    throw new Error('no browser', { cause: error });
  });
  const page = await browser.newPage();
  await page.goto(url);
  return page.title();
}

export async function text(url) {
  const browser = await puppeteer.launch().then(launched => launched);
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return await page.content();
  } finally {
    await browser.close();
  }
}
