import puppeteer from 'puppeteer';

export const browser = await puppeteer.launch();

/** Runs in a page of the browser that is driven. */
const autoScroll = async seconds => {
  const late = new Promise(resolve => {
    setTimeout(() => {
      resolve();
    }, seconds * 1_000);
  });
  const scrolled = new Promise(resolve => {
    const turn = setInterval(() => {
      window.scrollBy(0, 100);
      if (document.body.scrollTop >= document.body.scrollHeight) {
        clearInterval(turn);
        resolve();
      }
    }, 100);
  });
  await Promise.race([scrolled, late]);
};

export async function shoot(page) {
  await page.evaluate(autoScroll, 30);
  return page.screenshot();
}

/** Runs here, whatever the page is asked. */
export async function heightOf(page) {
  const late = new Promise(resolve => {
    setTimeout(() => { // want guard
      resolve(0);
    }, 10_000);
  });
  return Promise.race([page.evaluate(() => document.body.scrollHeight), late]);
}
