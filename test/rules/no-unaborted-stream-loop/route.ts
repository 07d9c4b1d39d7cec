// file: app/api/ticks/route.ts
// untyped
import type { NextRequest } from 'next/server';

const encoder = new TextEncoder();

export async function GET() {
  const stream = new ReadableStream({
    start(controller) {
      setInterval(() => { // want timer
        controller.enqueue(encoder.encode('data: tick\n\n'));
      }, 1_000);
    },
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
}

export async function POST(request: NextRequest) {
  let timer: NodeJS.Timeout;
  const stream = new ReadableStream({
    start(controller) {
      timer = setInterval(() => controller.enqueue(encoder.encode('data: tick\n\n')), 1_000);
    },
    cancel() {
      clearInterval(timer);
    },
  });
  return new Response(stream);
}

export async function PUT(request: NextRequest) {
  const stream = new ReadableStream({
    start(controller) {
      const timer = setInterval(() => controller.enqueue(encoder.encode('data: tick\n\n')), 1_000);
      request.signal.addEventListener('abort', () => {
        clearInterval(timer);
        controller.close();
      });
    },
  });
  return new Response(stream);
}
