import { bus } from './bus.js';
import { loadOrder, render } from './orders.js';

const seen = new Set();

function onOrder(id) {
  seen.add(id);
}

/** The function that ends it forgets it. */
export function startOrders() {
  bus.on('order', onOrder); // want forgotten
}

export function stopOrders() {
  seen.clear();
}

export function startPrices() {
  bus.on('price', render);
}

export const stopPrices = () => {
  bus.off('price', render);
};

/** What is told of the end has it end, which is the last that it is told. */
export function openStock() {
  bus.on('stopped', async () => closeStock());
  bus.on('stock', onOrder); // want forgotten
}

export async function closeStock() {
  seen.clear();
}

/** There is nothing that ends this: it is there for as long as the program. */
export function startLoading() {
  bus.on('load', loadOrder);
}

export function stop() {
  console.info('stopped');
}

/** Methods that are assigned to an object, which is closed by one of them. */
export function createFeed(source) {
  const feed = {};
  let row;
  const onRow = next => {
    row = next;
  };
  const onEnd = () => {
    row = undefined;
  };
  feed.start = () => {
    source.on('row', onRow);
    source.on('end', onEnd); // want forgotten
  };
  feed.last = () => row;
  feed.stop = () => {
    feed.leave();
  };
  feed.leave = () => {
    source.off('row', onRow);
  };
  return feed;
}
