import { replay, type Segment } from './replay.ts';

/** Each turn makes a stream of what it has, and reads that to its end. */
export async function settledOf(segments: Segment[]): Promise<string[]> {
  const settled: string[] = [];
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    const stream = new ReadableStream<string>({
      start(controller) {
        for (const chunk of segment.chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    settled.push(await replay(stream));
  }
  return settled;
}
