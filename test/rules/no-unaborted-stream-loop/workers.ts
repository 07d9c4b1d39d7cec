// file: app/api/chats/route.ts
// untyped
const encoder = new TextEncoder();

/** What is written fails once the client has gone, and the loop asks whether it has. */
export async function POST(request: Request) {
  const ids = (await request.json()) as string[];
  const stream = new ReadableStream({
    async start(controller) {
      let closed = false;
      const send = (message: unknown): void => {
        if (closed) return;
        try {
          controller.enqueue(encoder.encode(`${JSON.stringify(message)}\n`));
        } catch {
          closed = true;
        }
      };
      let next = 0;
      while (!closed) {
        const id = ids[next++];
        if (id === undefined) break;
        send(await answerTo(id));
      }
      if (!closed) controller.close();
    },
  });
  return new Response(stream);
}

export async function PUT(request: Request) {
  const ids = (await request.json()) as string[];
  const stream = new ReadableStream({
    async start(controller) {
      let closed = false;
      let next = 0;
      while (!closed) { // want loop
        const id = ids[next++];
        if (id === undefined) closed = true;
        else controller.enqueue(encoder.encode(`${JSON.stringify(await answerTo(id))}\n`));
      }
      controller.close();
    },
  });
  return new Response(stream);
}

async function answerTo(id: string): Promise<unknown> {
  const response = await fetch(`https://models.example/${id}`, { signal: AbortSignal.timeout(10_000) });
  return response.json();
}
