export function points(flat: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (let i = 0; i < flat.length; i += 2) {
    found.push([flat[i] ?? 0, flat[i + 1] ?? 0]); // want push potential
  }
  return found;
}

export function gray(pixels: Uint8ClampedArray): number[] {
  const shades: number[] = [];
  let at = 0;
  while (at < pixels.length) {
    shades.push(((pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0)) / 3); // want push potential
    at += 4;
  }
  return shades;
}

export function sampled(values: readonly number[], step: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < values.length; i += step) {
    kept.push(values[i] ?? 0);
  }
  return kept;
}

export function everyTenth(): number[] {
  const tens: number[] = [];
  for (let i = 0; i < 500; i += 10) tens.push(i);
  return tens;
}

export function decibels(samples: Float32Array): number[] {
  const levels: number[] = [];
  for (const sample of samples) {
    levels.push(20 * Math.log10(Math.abs(sample))); // want push potential
  }
  return levels;
}

export function hex(bytes: Buffer): string[] {
  const digits: string[] = [];
  bytes.forEach(byte => {
    digits.push(byte.toString(16).padStart(2, '0')); // want push potential
  });
  return digits;
}

/** The characters of a string are not its length. */
export function letters(word: string): string[] {
  const found: string[] = [];
  for (const letter of word) found.push(letter);
  return found;
}

export function clamped(values: readonly number[], most: number): number[] {
  const kept: number[] = [];
  for (const value of values) {
    if (value > most) {
      kept.push(most); // want push potential
    } else if (value < -most) {
      kept.push(-most);
    } else {
      kept.push(value);
    }
  }
  return kept;
}

export function positive(values: readonly number[]): number[] {
  const kept: number[] = [];
  for (const value of values) {
    if (value > 0) {
      kept.push(value);
    } else if (value < 0) {
      kept.push(-value);
    }
  }
  return kept;
}

export function doubled(values: readonly number[]): number[] {
  const kept: number[] = [];
  for (const value of values) {
    if (value > 0) {
      kept.push(value);
      kept.push(value);
    } else {
      kept.push(0);
    }
  }
  return kept;
}

export function upToTheFirstHole(values: readonly (number | undefined)[]): number[] {
  const kept: number[] = [];
  for (const value of values) {
    if (value !== undefined) {
      kept.push(value);
    } else {
      if (kept.length === 0) continue;
      kept.push(0);
    }
  }
  return kept;
}
