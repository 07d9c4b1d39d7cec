interface Index {
  name: string;
  columns: string[];
}

interface Table {
  name: string;
  indices: Index[];
}

declare function isOf(index: Index, table: string): boolean;
declare function loadIndices(table: string): Index[];
declare function indicesOf(names: string[]): Promise<Index[]>;

export class Schema {
  constructor(private readonly tables: Map<string, Table>, private readonly run: (sql: string) => Promise<void>) {}

  async dropIndex(table: string, index: Index): Promise<void> {
    await this.run(`DROP INDEX ${index.name}`);
    const { indices = [] } = this.tables.get(table) ?? {};
    indices.splice(indices.indexOf(index), 1);
  }

  /** Whoever hands the list in may hand in that of the table, from which each turn takes one. */
  async dropIndices(table: string, indices: Index[]): Promise<void> {
    for (const index of [...indices]) await this.dropIndex(table, index);
  }

  async renameIndices(table: string, indices: Index[]): Promise<string[]> {
    const before = indices.slice();
    await this.dropIndices(table, indices);
    return before.map(index => index.name);
  }

  /** What another function gives may be what it keeps. */
  async dropAll(table: string): Promise<void> {
    const indices = loadIndices(table);
    for (const index of [...indices]) await this.dropIndex(table, index);
  }

  /** Nobody runs meanwhile. */
  describe(indices: Index[]): string[] {
    const lines: string[] = [];
    for (const index of [...indices]) lines.push(`${index.name}: ${index.columns.join(', ')}`); // want read
    return lines;
  }

  lastOf(table: string, indices: Index[]): Index | undefined {
    const found = indices // want read
      .slice()
      .filter(index => isOf(index, table))
      .sort((one, other) => one.name.localeCompare(other.name));
    return found.at(-1);
  }

  dropOwn(table: string, indices: Index[], drop: (index: Index) => void): void {
    indices.slice().forEach(index => {
      if (isOf(index, table)) drop(index);
    });
  }

  /** Nobody else has the list. */
  async analyse(names: string[]): Promise<void> {
    const wanted = names.map(name => name.trim());
    for (const name of [...wanted]) await this.run(`ANALYZE ${name}`); // want read
  }

  async reindex(names: string[]): Promise<void> {
    const options = { verbose: true, lock: names.length > 1 };
    const given = { ...options }; // want read
    for (const { name } of await indicesOf(names)) await this.run(`REINDEX ${name} ${String(given.verbose)}`);
  }
}
