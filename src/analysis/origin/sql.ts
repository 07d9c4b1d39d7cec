/** What of a connection's own state a statement changes. */
export type Hold = 'transaction' | 'setting' | 'lock' | 'subscription' | 'table';

/** How it changes it: for as long as the connection lives, back again, or only within the transaction that is open. */
export interface Change {
  hold: Hold | 'everything';
  does: 'begins' | 'ends' | 'within';
}

/** The statements of a text, without comments; what stands in quotes is left as it is. */
export function statementsIn(text: string): readonly string[] {
  const pieces = /--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"[^"]*"|`[^`]*`|(\$\w*\$)[^]*?\1|;|[^]/g;
  const statements = [''];
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === ';') statements.push('');
    else if (!/^(?:--|\/\*)/.test(piece)) statements.push((statements.pop() ?? '') + piece);
  }
  return statements.map(statement => statement.trim()).filter(statement => statement !== '');
}

/** What begins a body whose statements are not sent one by one. */
const bodied = new RegExp(
  [
    String.raw`^create\s+(?:or\s+(?:replace|alter)\s+)?(?:definer\b.*?\s)?(?:function|procedure|trigger|event|package)`,
    String.raw`^alter\s+(?:procedure|function|trigger)|^do\b|^declare\s+@?\w+\s+(?!.*\bcursor\b)`,
  ].join('|'),
  'is',
);

/** What a text changes of the connection that it is sent to. */
export function changesBy(text: string): readonly Change[] {
  const statements = statementsIn(text);
  if (bodied.test(statements[0] ?? '')) return [];
  return statements.flatMap(changesOf);
}

function changesOf(statement: string): Change[] {
  const first = statements.find(([pattern]) => pattern.test(statement));
  const calls = functions.filter(([pattern]) => pattern.test(statement)).map(([, change]) => change);
  return first?.[1] ? [first[1], ...calls] : calls;
}

const change = (hold: Change['hold'], does: Change['does']): Change => ({ hold, does });

/** How statements begin; the first that fits says what they do, if anything. */
const statements: readonly (readonly [RegExp, Change | undefined])[] = [
  [/^begin(?:\s+(?:work|tran|transaction|isolation|read|deferrable|not|immediate|exclusive|deferred)\b.*)?$/is,
    change('transaction', 'begins')],
  [/^start\s+transaction\b/i, change('transaction', 'begins')],
  [/^rollback\s+(?:work\s+|transaction\s+)?to\b|^savepoint\s|^release\s+savepoint\s/i, change('transaction', 'within')],
  [/^(?:(?:commit|rollback|abort)(?:\s+(?:work|tran|transaction|and)\b.*)?|end(?:\s+(?:work|transaction))?)$/is,
    change('transaction', 'ends')],
  [/^set\s+(?:global|persist|persist_only|password)\b|^set\s+@@(?:global|persist)\b/i, undefined],
  [/^set\s+(?:local|transaction|constraints)\b/i, change('setting', 'within')],
  [/^set\s+\S+\s*(?:=|\bto\b)\s*default$|^reset\s|^set\s+role\s+none$/i, change('setting', 'ends')],
  [/^(?:set\s+\S|use\s+\S+$)/i, change('setting', 'begins')],
  [/^listen\s/i, change('subscription', 'begins')],
  [/^unlisten\b/i, change('subscription', 'ends')],
  [/^lock\s+tables\s|^flush\s+tables\b.*\bread\s+lock/i, change('lock', 'begins')],
  [/^lock\s/i, change('transaction', 'within')],
  [/^unlock\s+tables?$/i, change('lock', 'ends')],
  [/^create\s+(?:global\s+|local\s+)?temp(?:orary)?\s+(?:table|view|sequence)\b(?!.*\bon\s+commit\s+drop)/is, change('table', 'begins')],
  [/^create\s+(?:global\s+|local\s+)?temp(?:orary)?\s/i, change('table', 'within')],
  [/^create\s+table\s+#/i, change('table', 'begins')],
  [/^drop\s+temporary\s/i, change('table', 'ends')],
  [/^discard\s+(?:all|temp|temporary)$/i, change('everything', 'ends')],
];

/** Functions of the database that do the same wherever they stand. */
const functions: readonly (readonly [RegExp, Change])[] = [
  [/\bpg_(?:try_)?advisory_lock(?:_shared)?\s*\(/i, change('lock', 'begins')],
  [/\bpg_advisory_unlock(?:_shared|_all)?\s*\(/i, change('lock', 'ends')],
  [/\bpg_(?:try_)?advisory_xact_lock(?:_shared)?\s*\(/i, change('transaction', 'within')],
  [/\bget_lock\s*\(/i, change('lock', 'begins')],
  [/\brelease_(?:all_locks|lock)\s*\(/i, change('lock', 'ends')],
  [/\bset_config\s*\([^()]*(?:\([^()]*\)[^()]*)*,\s*(?:false|'f'|0)\s*\)/i, change('setting', 'begins')],
  [/^select\b.*\binto\s+temp(?:orary)?\b/is, change('table', 'begins')],
];
