// file: shop-frontend/server/prices.js
import { bus } from './bus.js';

// No browser runs what stands in the folder of the server, whatever that stands in.
export function showPrice(shop, show) {
  bus.on('price', price => show(price[shop])); // want never
}
