// What is annotated as iterable need not have a length, whatever it holds at first.
export class Report {
  #rows: Iterable<string> = [];
  readonly #names: string[] = [];

  read(rows: Iterable<string>): void {
    this.#rows = rows;
  }

  widths(): number[] {
    const widths: number[] = [];
    for (const row of this.#rows) {
      widths.push(row.length);
    }
    return widths;
  }

  lengths(): number[] {
    const lengths: number[] = [];
    for (const name of this.#names) {
      lengths.push(name.length); // want push potential
    }
    return lengths;
  }
}
