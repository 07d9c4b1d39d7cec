// file: app/api/orders/route.ts
// untyped
import { NextResponse, type NextRequest } from 'next/server';

export async function GET() {
  return NextResponse.json([]); // in handler request
}

export const POST = async (request: NextRequest) => {
  return NextResponse.json(await request.json()); // in handler request
};

export async function helper() {
  return NextResponse.json({}); // in call
}
