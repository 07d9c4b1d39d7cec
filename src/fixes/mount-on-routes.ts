import type { TSESLint } from '@typescript-eslint/utils';
import { contains, isCall, isStatementList } from '../ast.ts';
import { after, before, replace, type Edit } from '../edit.ts';
import type { Overreach } from '../file.ts';
import { freeName } from './free-name.ts';
import { removeStatement } from './layout.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

const names: Readonly<Record<string, string>> = { body: 'parseBody', upload: 'parseUpload', session: 'withSession' };

/** `app.use(json());` becomes `const parseBody = json();`, and each route that uses it takes it: `app.post('/notes', parseBody, save)`. */
export function mountOnRoutes(source: Source, { node, mounted, equips, routes, known }: Overreach): Edit[] | undefined {
  const statement = node.parent;
  const wanted = names[equips.what];
  if (!known || wanted === undefined || statement.type !== 'ExpressionStatement' || node.arguments.length > 1) return undefined;
  const around = statement.parent;
  if (!isStatementList(around) || !routes.every(({ call }) => contains(around, call))) return undefined;
  if (source.getCommentsInside(statement).length > source.getCommentsInside(mounted).length) return undefined;
  const name = isCall(mounted) ? freeName(source, wanted) : source.getText(mounted);
  const made = isCall(mounted) ? replace(statement, `const ${name} = ${source.getText(mounted)};`) : removeStatement(source, statement);
  const edits = routes.map(({ call: { arguments: [first] }, named: path }) =>
    (path ? after(whole(source, path), `, ${name}`) : first && before(whole(source, first), `${name}, `)));
  return [made, ...edits.flatMap(edit => edit ?? [])];
}
