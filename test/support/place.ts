import ts from 'typescript';

/** What stands at a path: the types of the value, and the names under which it is exported, which may be types or namespaces. */
export interface Place {
  types: Set<ts.Type>;
  symbols: Set<ts.Symbol>;
}

/** A place with nothing at it. */
export function empty(): Place {
  return { types: new Set(), symbols: new Set() };
}

/** The symbols of what a type is made of; none where a part has no declaration. */
function declarationsOf(type: ts.Type): readonly ts.Symbol[] {
  if (type.isIntersection()) {
    const parts = type.types.map(declarationsOf);
    return parts.every(part => part.length > 0) ? parts.flat() : [];
  }
  const symbol = type.symbol as ts.Symbol | undefined;
  return symbol && type.flags & ts.TypeFlags.Object ? [symbol] : [];
}

/** What one declaration describes has the same members whatever its type arguments, so one type of it is enough. */
export function add(place: Place, more: Place): void {
  const declared = new Set([...place.types].flatMap(declarationsOf));
  for (const type of more.types) {
    const symbols = declarationsOf(type);
    if (symbols.length > 0 && symbols.every(symbol => declared.has(symbol))) continue;
    for (const symbol of symbols) declared.add(symbol);
    place.types.add(type);
  }
  for (const symbol of more.symbols) place.symbols.add(symbol);
}
