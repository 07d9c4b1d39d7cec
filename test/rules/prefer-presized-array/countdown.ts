export function reverses(values: number[]): number[] {
  const reversed: number[] = [];
  for (let i = values.length - 1; i >= 0; i--) {
    reversed[i] = values[values.length - 1 - i]!; // want "values.length"
  }
  return reversed;
}

export function distances(graph: number[][], n: number): number[] {
  const cost: number[] = [];
  cost[n] = 0;
  for (let i = n - 1; i >= 0; i--) {
    cost[i] = Math.min(cost[i + 1]! + 1, graph[i]!.length); // want downwards
  }
  return cost;
}

export function suffixSums(values: readonly number[]): number[] {
  const sums: number[] = [];
  let sum = 0;
  for (let i = values.length; i > 0; i--) {
    sum += values[i - 1]!;
    sums[i - 1] = sum; // want downwards
  }
  return sums;
}

export function decodes(read: () => number, count: number): number[] {
  const decoded: number[] = [];
  let at = count;
  while (at-- > 0) decoded[at] = read(); // want "new Array(count)"
  return decoded;
}

export function stacks(layers: ReadonlyMap<string, { z: number }>): string[] {
  const order: string[] = [];
  let slot = layers.size - 1;
  for (const name of layers.keys()) {
    order[slot--] = name; // want "layers.size"
  }
  return order;
}

export function table(): number[] {
  const squares: number[] = [];
  for (let i = 4095; i >= 0; i--) squares[i] = i * i; // want "new Array(4096)"
  return squares;
}

export function fillsUpwards(values: number[]): number[] {
  const doubled: number[] = [];
  for (let i = 0; i < values.length; i++) doubled[i] = values[i]! * 2;
  return doubled;
}

export function fillsMade(values: number[]): number[] {
  const doubled = new Array<number>(values.length);
  for (let i = values.length - 1; i >= 0; i--) doubled[i] = values[i]! * 2;
  return doubled;
}

export function changesInPlace(values: number[]): number[] {
  const suffix: number[] = [];
  for (const value of values) if (value > 0) suffix.push(value);
  for (let i = suffix.length - 2; i >= 0; i--) suffix[i] = suffix[i]! + suffix[i + 1]!;
  return suffix;
}

export function fillsFew(read: () => number): number[] {
  const digits: number[] = [];
  for (let i = 15; i >= 0; i--) digits[i] = read();
  return digits;
}

export function fillsSome(values: number[]): number[] {
  const found: number[] = [];
  for (let i = values.length - 1; i >= 0; i--) {
    if (values[i]! > 0) found[i] = i;
  }
  return found;
}

export function fillsObject(values: string[]): Record<number, string> {
  const byIndex: Record<number, string> = {};
  for (let i = values.length - 1; i >= 0; i--) byIndex[i] = values[i]!;
  return byIndex;
}
