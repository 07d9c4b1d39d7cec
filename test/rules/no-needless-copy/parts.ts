interface Plan {
  name: string;
  price: { net: number; discount: { share: number } };
}

const RATES: Record<string, { day: number; night: number }> = { home: { day: 30, night: 20 }, shop: { day: 40, night: 35 } };

declare function metered(key: string): Promise<number>;

// A part under a name, a part that is chosen: numbers in the end.
export function totalOf(plan: Plan, months: number): number {
  const copy = structuredClone(plan); // want read
  return months * (copy.price.discount.share > 0 ? copy.price.net * copy.price.discount.share : copy.price.net * 1);
}

export async function costOf(kind: string, key: string): Promise<number> {
  const rates = JSON.parse(JSON.stringify(RATES)) as typeof RATES; // want read
  const rate = rates[kind] ?? rates['home'];
  const used = await metered(key);
  return used > 100 ? used * 2 - (rate?.night ?? 0) / 2 : used - 1;
}

// The part leaves, or is changed.
export function rateOf(kind: string): { day: number; night: number } | undefined {
  const rates = structuredClone(RATES);
  const rate = rates[kind];
  return rate;
}

export function cheaper(kind: string): number {
  const rates = structuredClone(RATES);
  const rate = rates[kind];
  if (!rate) return 0;
  rate.day -= 1;
  return rate.day * 2;
}

// Meanwhile somebody else may change it.
export async function kept(plan: Plan): Promise<boolean> {
  const before = structuredClone(plan);
  const { net } = plan.price;
  await metered(plan.name);
  return net > 0 && before.price.net === plan.price.net;
}
