export interface Segment {
  chunks: string[];
}

export async function replay(stream: ReadableStream<string>): Promise<string> {
  let all = '';
  for await (const chunk of stream as unknown as AsyncIterable<string>) all += chunk;
  return all;
}
