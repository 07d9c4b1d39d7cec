// file: shop-frontend/pages/api/stock.js
import { bus } from '../../bus.js';

// It stands beside what browsers run, and is called for every request.
export default function handler(req, res) {
  bus.on('stock', stock => res.json(stock[req.query.shop])); // want never
}
