// file: shop-frontend/src/api/stock.js
import { bus } from './bus.js';

// A browser runs it, which forgets all of it when the page is left.
export function showStock(shop, show) {
  bus.on('stock', stock => show(stock[shop]));
}

export async function loadStock(shop) {
  const response = await fetch(`/stock/${shop}`);
  return response.json();
}

export default { loadStock, showStock };
