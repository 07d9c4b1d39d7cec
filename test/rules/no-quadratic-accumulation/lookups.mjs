export class Registry {
  #known = [];

  addAll(names) {
    for (const name of names) {
      if (this.#known.indexOf(name) < 0) this.#known.push(name); // want search
    }
  }
}

export function ordersOf(rows) {
  const orders = [];
  rows.forEach(row => {
    const order = orders.find(each => each.id === row.order); // want search potential
    if (order) order.lines.push(row);
    else orders.push({ id: row.order, lines: [row] });
  });
  return orders;
}

export function distinct(rows) {
  const seen = new Set();
  for (const row of rows) seen.add(row.id);
  return [...seen];
}

/** There are as many as there are categories. */
export function menu(products) {
  const categories = [];
  const brands = [];
  const colors = [];
  for (const product of products) {
    if (!categories.includes(product.categoryName)) categories.push(product.categoryName); // want search potential
    if (!brands.includes(product.brand)) brands.push(product.brand); // want search
    const { currency, archetype } = product;
    if (colors.indexOf(currency) === -1) colors.push(currency); // want search potential
    if (!brands.includes(archetype)) brands.push(archetype); // want search
  }
  return { categories, brands, colors };
}
