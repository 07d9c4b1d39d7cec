'use client';

export function merged(pages: readonly { id: string }[][]) {
  let all: { id: string }[] = [];
  for (const page of pages) all = [...all, ...page]; // want array potential
  return all;
}
