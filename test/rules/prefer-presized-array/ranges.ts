export function every(from: number, to: number, step: number): number[] {
  const ticks: number[] = [];
  for (let at = from; at < to; at += step) ticks.push(at); // want push potential
  return ticks;
}

export function offsets(size: number, length: number): number[] {
  const found: number[] = [];
  for (let at = 0; at <= length; at += size) {
    found.push(at); // want push potential
  }
  return found;
}

// The step grows, or the end moves.
export function doubling(to: number): number[] {
  const found: number[] = [];
  let step = 1;
  for (let at = 0; at < to; at += step) {
    found.push(at);
    step *= 2;
  }
  return found;
}

export function until(next: () => number, step: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < next(); at += step) found.push(at);
  return found;
}

export function some(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += step) if (at % 3 === 0) found.push(at);
  return found;
}
