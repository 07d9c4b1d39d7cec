interface Row {
  name: string;
  cents: number;
  at: Date;
}

export function sorted(rows: Row[]): Row[] {
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'sv', { sensitivity: 'base' })); // want perTurn
}

export function prices(rows: Row[]): string[] {
  return rows.map(row => (row.cents / 100).toLocaleString('de', { minimumFractionDigits: 2 })); // want perTurn
}

export function days(rows: Row[]): string[] {
  return rows.map(row => row.at.toLocaleDateString('en-GB', { dateStyle: 'short' })); // want perTurn
}
