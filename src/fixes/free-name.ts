import type { TSESLint } from '@typescript-eslint/utils';

/** A name that stands nowhere in the file: the wanted one, or that with a number. */
export function freeName(source: Readonly<TSESLint.SourceCode>, wanted: string, given: readonly string[] = []): string {
  const isTaken = (name: string): boolean => source.text.includes(name) || given.includes(name);
  let name = wanted;
  for (let count = 2; isTaken(name); count++) name = `${wanted}${String(count)}`;
  return name;
}
