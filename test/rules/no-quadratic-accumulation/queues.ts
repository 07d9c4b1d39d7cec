interface Job {
  id: string;
  after: string[];
  run(): void;
}

interface Tree {
  name: string;
  children: Tree[];
  parent?: Tree;
}

export function runsInOrder(jobs: Job[]): void {
  const waiting = [...jobs];
  while (waiting.length > 0) {
    const job = waiting.shift(); // want shift
    job?.run();
  }
}

export function walks(root: Tree): string[] {
  const names: string[] = [];
  const queue: Tree[] = [root];
  let node: Tree | undefined;
  while ((node = queue.shift())) { // want shift potential
    names.push(node.name);
    queue.push(...node.children);
  }
  return names;
}

export class Worker {
  private queue: Job[] = [];

  add(job: Job): void {
    this.queue.push(job);
  }

  drain(): void {
    while (this.queue.length) this.queue.shift()?.run(); // want shift
  }
}

export function newestFirst(jobs: Iterable<Job>): string[] {
  const ids: string[] = [];
  for (const { id } of jobs) ids.unshift(id); // want unshift
  return ids;
}

export function pathOf(tree: Tree): string[] {
  const path: string[] = [];
  for (let at: Tree | undefined = tree; at; at = at.parent) path.unshift(at.name); // want unshift potential
  return path;
}

export function dropsDone(jobs: Job[], done: Set<string>): void {
  for (let i = jobs.length - 1; i >= 0; i--) {
    const job = jobs[i];
    if (job && done.has(job.id)) jobs.splice(i, 1); // want splice
  }
}

export function inserts(jobs: Job[]): Job[] {
  const sorted: Job[] = [];
  for (const job of jobs) {
    const at = sorted.findIndex(other => other.id > job.id);
    sorted.splice(at < 0 ? sorted.length : at, 0, job); // want insert
  }
  return sorted;
}

export function takesTurns(jobs: Job[]): void {
  let pending = jobs.slice();
  while (pending.length > 0) {
    pending[0]?.run();
    pending = pending.slice(1); // want rest
  }
}

export function takesTurnsApart(jobs: Job[]): void {
  let pending: Job[] = [...jobs];
  while (pending.length > 0) {
    const [job, ...others] = pending;
    job?.run();
    pending = others; // want rest
  }
}

export function removesAll(jobs: Job[], finished: readonly string[]): Job[] {
  let left: Job[] = jobs;
  for (const id of finished) {
    left = left.filter(job => job.id !== id); // want sift
  }
  return left;
}

export function distinct(jobs: Job[]): string[] {
  const needed: string[] = [];
  for (const job of jobs) {
    for (const id of job.after) {
      if (!needed.includes(id)) needed.push(id); // want search
    }
  }
  return needed;
}

export function merges(jobs: Job[]): { id: string; count: number }[] {
  return jobs.reduce<{ id: string; count: number }[]>((counts, { id }) => {
    const known = counts.find(each => each.id === id); // want search potential
    if (known) known.count += 1;
    else counts.push({ id, count: 1 });
    return counts;
  }, []);
}

export function inBatches(jobs: Job[], send: (batch: Job[]) => void): void {
  const left = [...jobs];
  while (left.length > 0) send(left.splice(0, 100));
}

export function takesOneOut(jobs: Job[], id: string): void {
  for (let i = 0; i < jobs.length; i++) {
    if (jobs[i]?.id === id) {
      jobs.splice(i, 1);
      break;
    }
  }
}

export function latest(jobs: Iterable<Job>): Job[] {
  const recent: Job[] = [];
  for (const job of jobs) {
    recent.push(job);
    if (recent.length > 20) recent.shift();
  }
  return recent;
}

export function options(argv: string[]): string[] {
  const found: string[] = [];
  const first = argv.shift();
  if (first) found.push(first);
  return found;
}

export function groupsOf(jobs: Job[]): Job[][] {
  const groups: Job[][] = [];
  let left = [...jobs];
  while (left.length > 0) {
    const [first] = left;
    groups.push(left.filter(job => job.id === first?.id));
    left = left.filter(job => job.id !== first?.id);
  }
  return groups;
}

export function knows(names: readonly string[], tree: Tree): boolean {
  for (const child of tree.children) {
    if (names.includes(child.name)) return true;
  }
  return false;
}

export function skipsFirst(text: string): number {
  let rest = text;
  let turns = 0;
  while (rest.length > 0) {
    rest = rest.slice(1);
    turns += 1;
  }
  return turns;
}

export function findsCycle(tree: Tree): boolean {
  const trail: string[] = [];
  const visit = (node: Tree): boolean => node.children.some(child => {
    if (trail.includes(child.name)) return true;
    trail.push(child.name);
    const found = visit(child);
    trail.pop();
    return found;
  });
  return visit(tree);
}
