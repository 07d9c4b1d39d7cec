// untyped
import { events } from 'fetch-event-stream';

interface Payload {
  stream: boolean;
  prompt: string;
}

const ask = (payload: Payload): Promise<Response> =>
  fetch('http://models.internal/v1', { method: 'POST', body: JSON.stringify(payload), signal: AbortSignal.timeout(60_000) });

// What is made of the body reads it, and is the caller's.
export async function complete(payload: Payload): Promise<unknown> {
  const response = await ask(payload);
  if (payload.stream) return events(response);
  return response.json();
}

export async function completeNamed(payload: Payload): Promise<unknown> {
  const response = await ask(payload);
  if (payload.stream) {
    const parts = events(response);
    return parts;
  }
  return response.json();
}

export async function isThere(payload: Payload): Promise<unknown> {
  const response = await ask(payload); // want onExit
  if (payload.prompt === '') return response.status;
  return response.json();
}
