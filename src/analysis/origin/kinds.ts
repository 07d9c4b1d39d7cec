import type { Node } from '../../ast.ts';
import { globalType } from './annotated.ts';
import type { Measure } from './measure.ts';
import type { Origin } from './origin.ts';

type Kind = Measure['kind'];

/** The kind of collection that an annotation says. */
export function kindOfType(type: Node, origin: Origin): Kind | undefined {
  switch (type.type) {
    case 'TSArrayType':
    case 'TSTupleType':
      return 'array';
    case 'TSStringKeyword':
      return 'text';
    case 'TSUnionType': {
      const kinds = new Set(type.types.map(part => kindOfType(part, origin)));
      return kinds.size === 1 ? [...kinds][0] : undefined;
    }
    default:
      return kindNamed(globalType(type, origin) ?? '');
  }
}

/** The kind of collection that a type of the language is. */
export function kindNamed(name: string): Kind | undefined {
  if (/^(Buffer|(Uint|Int|Float|BigInt|BigUint)(8|8Clamped|16|32|64)Array)$/.test(name)) return 'bytes';
  return /^(Readonly)?(Array|Set|Map)$/.test(name) ? name.replace('Readonly', '').toLowerCase() as Kind : undefined;
}

/** The most items of a tuple. */
export function mostOfTuple(type: Node): number | undefined {
  const isOpen = type.type !== 'TSTupleType' || type.elementTypes.some(item => item.type === 'TSRestType');
  return isOpen ? undefined : type.elementTypes.length;
}
