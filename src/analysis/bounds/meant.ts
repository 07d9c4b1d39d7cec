import { isCallNamed, type CallNode } from '../../ast.ts';
import type { Admits } from '../../limits.ts';

/** How many times as much as is allowed a server can bear, if not for many at a time. */
const bearable = 10;

/** Whether somebody means a high limit as it is: of uploads, or of some paths alone, and not many times what is allowed. */
export const isMeant = (call: CallNode, { what }: Admits, size: number, most: number): boolean =>
  size < bearable * most && (what === 'upload' || isOfPaths(call));

/** `app.use(paths, express.json({ limit }))`, `app.post('/import', express.json({ limit }), run)` */
const isOfPaths = (call: CallNode): boolean =>
  isCallNamed(call.parent, /^(use|all|get|post|put|patch|delete)$/) && call.parent.arguments.indexOf(call) > 0;
