// strict
interface Change {
  name: string;
  by: number;
}

export class Stock {
  private readonly counts = new Map<string, number>();
  private readonly changed = new Set<string>();

  constructor(private readonly source: Iterable<string>) {}

  changes(before: ReadonlyMap<string, number>): Change[] {
    const { counts } = this;
    const changes: Change[] = [];
    for (const [name, count] of counts) {
      changes.push({ name, by: count - (before.get(name) ?? 0) }); // want push potential
    }
    return changes;
  }

  names(): string[] {
    const { changed: all } = this;
    const names: string[] = [];
    for (const name of all) names.push(name.trim()); // want push potential
    return names;
  }

  /** Nobody knows how many those are. */
  others(): string[] {
    const { source } = this;
    const names: string[] = [];
    for (const name of source) names.push(name.trim());
    return names;
  }
}
