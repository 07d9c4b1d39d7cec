import { context, propagation, trace, type Span } from '@opentelemetry/api';

/** What the specification forbids to throw, also once for each entry, leaves nothing open. */
export async function measured<Result>(name: string, work: (span: Span) => Promise<Result>): Promise<Result> {
  return trace.getTracer('shop').startActiveSpan(name, async span => {
    span.setAttribute('shop.region', 'eu');
    propagation
      .getBaggage(context.active())
      ?.getAllEntries()
      .forEach(([key, { value }]) => span.setAttribute(key, value));
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}

/** What is measured by a span is no span. */
export async function countOrders(load: () => Promise<string[]>): Promise<number> {
  const orders = await measured('orders', async span => {
    span.addEvent('asked');
    return await load();
  });
  await measured('told', async () => await load());
  return orders.length;
}

export async function described<Result>(rows: string[], work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer('shop').startActiveSpan('describe', async span => { // want onThrow
    rows.forEach(row => span.setAttribute(row, JSON.parse(row) as string));
    try {
      return await work();
    } finally {
      span.end();
    }
  });
}

async function traced<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer('shop').startActiveSpan(name, async span => {
    try {
      return await work();
    } finally {
      span.end();
    }
  });
}

export async function namesOf(load: () => Promise<{ name: string }[]>): Promise<string[]> {
  const rows = await traced('names', load);
  return rows.map(({ name }) => name);
}

async function measuring<Result>(name: string, work: (span: Span) => Promise<Result>): Promise<Result> {
  return trace.getTracer('shop').startActiveSpan(name, async span => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}

export async function countOf(load: () => Promise<string[]>): Promise<number> {
  return measuring('count', async span => {
    const names = await measuring('load', () => load());
    span.setAttribute('names', names.length);
    return names.length;
  });
}
