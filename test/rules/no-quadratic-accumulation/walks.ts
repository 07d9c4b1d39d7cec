interface Step {
  id: string;
  depth: number;
}

interface Tool {
  name: string;
  schema: { properties?: Record<string, unknown> };
}

type Graph = Record<string, string[] | undefined>;

declare function run(id: string): Promise<string>;
declare function linksOf(page: string): Promise<string[]>;
declare function toolsOf(node: string): Promise<Tool[]>;
declare function rowsOf(node: string): Promise<{ id: string; values: Record<string, number> }[]>;

// A walk holds no more than its edge.
export function depths(graph: Graph, starts: string[]): Map<string, number> {
  const depths = new Map<string, number>();
  const queue: Step[] = starts.map(id => ({ id, depth: 0 }));
  while (queue.length > 0) {
    const step = queue.shift(); // want shift potential
    if (!step || depths.has(step.id)) continue;
    depths.set(step.id, step.depth);
    for (const next of graph[step.id] ?? []) queue.push({ id: next, depth: step.depth + 1 });
  }
  return depths;
}

export async function runs(graph: Graph, starts: string[]): Promise<string[]> {
  const queue: string[] = [];
  const done: string[] = [];
  for (let i = 0; i < starts.length; i++) queue.push(starts[i] as string);
  while (queue.length > 0) {
    const id = queue.shift() as string; // want shift potential
    done.push(await run(id));
    const next = graph[id] ?? [];
    for (let i = 0; i < next.length; i++) queue.push(next[i] as string);
  }
  return done;
}

// How much there is to do is for those to decide who are asked.
export async function crawls(start: string): Promise<Set<string>> {
  const seen = new Set([start]);
  const queue = [start];
  while (queue.length > 0) {
    const page = queue.shift() as string; // want shift potential
    const links = await linksOf(page);
    const fresh = links.filter(link => !seen.has(link));
    for (const link of fresh) {
      seen.add(link);
      queue.push(link);
    }
  }
  return seen;
}

// What describes a thing has few members, of however many things.
export async function argumentsOf(node: string): Promise<Record<string, unknown>> {
  const tools = await toolsOf(node);
  return tools.reduce((all, { schema }) => ({ ...all, ...schema.properties }), {}); // want object potential
}

export async function sums(node: string): Promise<Record<string, number>> {
  const rows = await rowsOf(node);
  return rows.reduce<Record<string, number>>((all, { values }) => ({ ...all, ...values }), {}); // want object
}

interface Folder {
  folders: Folder[];
}

/** As many steps as folders lie in one another. */
export function folderAt(roots: Folder[], path: number[]): Folder | undefined {
  let target = roots[path.shift() as number];
  while (path.length > 0 && target) target = target.folders[path.shift() as number]; // want shift potential
  return target;
}

export function deliverAll(deliver: (id: number) => Folder, waiting: number[]): Folder | undefined {
  let last: Folder | undefined;
  while (waiting.length > 0) last = deliver(waiting.shift() as number); // want shift
  return last;
}
