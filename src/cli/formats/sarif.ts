import { readFileSync } from 'node:fs';
import type { ESLint, Linter } from 'eslint';
import type { Log, Region, ReportingDescriptor, Result } from 'sarif';
import * as definitions from '../../../rules/index.ts';
import plugin from '../../index.ts';
import { homepage, type Definition } from '../../rule.ts';
import { pathIn } from './path.ts';

const rules = Object.entries(definitions as unknown as Record<string, Definition>);
const indexOf = new Map(rules.map(([name], index) => [`watertight/${name}`, index]));

/** The findings as SARIF 2.1.0, with what code scanning on GitHub asks for: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function sarif(results: readonly ESLint.LintResult[], root: string): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'watertight', version: plugin.meta.version, informationUri: homepage, rules: rules.map(descriptorOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that was linted.' } } },
        invocations: [{ executionSuccessful: !results.some(({ messages }) => messages.some(({ fatal }) => fatal)) }],
        results: results.flatMap(result => result.messages.map(message => resultOf(message, encodeURI(pathIn(root, result.filePath))))),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function descriptorOf([name, { question, description, recommended }]: [string, Definition]): ReportingDescriptor {
  const helpUri = `${homepage}/blob/main/docs/rules/${name}.md`;
  return {
    id: `watertight/${name}`,
    name,
    shortDescription: { text: description },
    fullDescription: { text: description },
    help: { text: `${description}. ${helpUri}`, markdown: `${beginningOf(name)}\n\n[What is reported, and its repairs](${helpUri})\n` },
    helpUri,
    defaultConfiguration: { level: 'error', enabled: recommended },
    properties: { tags: ['reliability', question], precision: recommended ? 'high' : 'medium', 'problem.severity': 'error' },
  };
}

/** What the page of a rule says first: what it finds, and why that hurts. The pages stand beside `dist`. */
function beginningOf(name: string): string {
  const page = readFileSync(new URL(`../../docs/rules/${name}.md`, import.meta.url), 'utf8');
  const [beginning = ''] = page.replace(/^# .*\n/, '').split('\n## Reported\n', 1);
  return beginning.replaceAll(/<!--.*?-->\n?/g, '').replaceAll(/ *\/\/ want .*$/gm, '')
    .replaceAll(/\]\((?!https?:)/g, `](${homepage}/blob/main/docs/rules/`).trim();
}

function resultOf(message: Linter.LintMessage, uri: string): Result {
  const ruleIndex = indexOf.get(message.ruleId ?? '');
  const artifactLocation = { uri, uriBaseId: 'SRCROOT' };
  return {
    ...(message.ruleId !== null && { ruleId: message.ruleId }),
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: message.severity === 2 ? 'error' : 'warning',
    message: { text: message.message },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(message) } }],
    ...(message.fix && {
      fixes: [{
        description: { text: 'What `watertight --fix` does.' },
        artifactChanges: [{
          artifactLocation,
          replacements: [{
            deletedRegion: { charOffset: message.fix.range[0], charLength: message.fix.range[1] - message.fix.range[0] },
            insertedContent: { text: message.fix.text },
          }],
        }],
      }],
    }),
  };
}

function regionOf({ line, column, endLine, endColumn }: Linter.LintMessage): Region {
  return {
    startLine: Math.max(line, 1),
    startColumn: Math.max(column, 1),
    ...(endLine !== undefined && endColumn !== undefined && { endLine, endColumn }),
  };
}
