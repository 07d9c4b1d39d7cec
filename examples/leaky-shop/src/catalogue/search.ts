import { pool } from '../db.js';

interface ProductRow {
  sku: string;
  title: string;
  description: string;
  cents: number;
  units: number;
}

export interface Hit {
  sku: string;
  title: string;
  price: string;
  teaser: string;
}

/** One space for every run of white space, so that teasers do not break in the middle of nothing. */
export function plainText(description: string): string {
  let text = '';
  for (const character of description) {
    const next = /\s/.test(character) ? ' ' : character;
    if (next !== ' ' || !text.endsWith(' ')) {
      text += next;
    }
  }
  return text.trim();
}

export async function search(term: string): Promise<Hit[]> {
  const { rows } = await pool.query<ProductRow>(
    `SELECT * FROM products WHERE to_tsvector(title || ' ' || description) @@ plainto_tsquery($1) LIMIT 500`,
    [term],
  );
  const hits: Hit[] = [];
  for (let i = 0; i < rows.length; i++) {
    const { sku, title, description, cents } = rows[i];
    hits.push({ sku, title, price: (cents / 100).toFixed(2), teaser: plainText(description).slice(0, 140) });
  }
  return hits;
}

export async function soldOut(): Promise<string[]> {
  const { rows } = await pool.query<ProductRow>('SELECT sku, units FROM products');
  const skus: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    if (rows[i].units === 0) {
      skus.push(rows[i].sku);
    }
  }
  return skus;
}

export async function popularTerms(): Promise<string[]> {
  const { rows } = await pool.query<{ term: string }>('SELECT term FROM searches ORDER BY hits DESC LIMIT 20');
  return rows.map((row) => row.term.toLowerCase());
}
