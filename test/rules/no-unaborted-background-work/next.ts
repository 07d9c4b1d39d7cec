// file: app/api/comments/route.ts
// untyped
import { after, NextResponse, type NextRequest } from 'next/server';
import { insertComment, hideComment, type Comment } from '@/lib/comments';
import { moderate } from '@/lib/moderation';

async function hideIfToxic(comment: Comment): Promise<void> {
  const verdict = await moderate(comment.text);
  if (verdict.toxic) await hideComment(comment.id);
}

export async function POST(request: NextRequest) {
  const comment = await insertComment(await request.json());
  hideIfToxic(comment); // want floating
  return NextResponse.json(comment, { status: 201 });
}

export async function PUT(request: NextRequest) {
  const comment: Comment = await request.json();
  void hideIfToxic(comment).catch(error => console.error('not moderated', error)); // want floating potential
  (async () => { // want floating
    await hideComment(comment.id);
    await hideIfToxic(comment);
  })();
  return new Response(null, { status: 204 });
}

export async function DELETE(request: NextRequest) {
  const { id } = await request.json();
  after(() => hideComment(id));
  after(hideIfToxic({ id, text: '' }));
  return new Response(null, { status: 204 });
}

export async function GET(request: NextRequest) {
  const upstream = await fetch('https://comments.internal/stream', { // want upstream
    headers: {
      accept: 'text/event-stream',
    },
  });
  return new Response(upstream.body, { headers: { 'content-type': 'text/event-stream' } });
}

export async function PATCH(request: NextRequest) {
  const upstream = await fetch('https://comments.internal/patch', { method: 'PATCH', body: request.body, signal: request.signal });
  return new Response(upstream.body);
}
