import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { reasons, valuesOf } from '#domain/words/vocabularies.ts';
import { chapters } from '../fixtures/messages/examples.ts';
import { messagesFile, messagesPage } from '../fixtures/messages/page.ts';

const all = await chapters();
const said = all.flatMap(({ examples }) => examples.flatMap((example) => example.said));
const everything = said.join('\n');

/** Where messages about content are made. */
const rooms = ['src/domain/review', 'src/domain/schema', 'src/domain/text'];
const files = [
  ...rooms.flatMap((room) => readdirSync(room).map((name) => join(room, name))),
  'src/files/read.ts',
  'src/files/yaml.ts',
  'src/files/yaml-words.ts',
  'src/cli/withdraw-command.ts',
  'src/desk/work/promoting.ts',
];

/** Words in the code that no message about content is made of. */
const noMessages: Readonly<Record<string, readonly string[]>> = {
  // These say how hard a text is to read, look for words, and draw a story.
  'src/domain/review/reading.ts': [],
  'src/domain/text/reading-age.ts': [],
  'src/domain/text/excerpts.ts': [],
  'src/domain/text/story-names.ts': [],
  'src/domain/text/story-html.ts': [],
  // Numbers and their dates in words, for pages.
  'src/domain/schema/myth.ts': [
    'counted in',
    'published in',
    'in every 100',
    'the other',
    'US dollar',
    ' an hour',
    'Each line is',
    'This figure',
    'Compared with',
  ],
  // What stands for a curriculum that there is not.
  'src/domain/review/site-review.ts': ['none yet'],
  // How far a route of help can be leaned on, for pages; `support-route.test.ts` has each of them.
  'src/domain/schema/support-route.ts': [
    'Confirmed by',
    'Read on the service',
    'Copied from another page',
    'no number of its own',
  ],
  // Labels of collections, which messages use.
  'src/domain/schema/fields.ts': [
    'Lesson packs',
    'Transition points',
    'Ways in',
    'Tell pages',
    'If you tell',
    'How threats changed',
    'Sheets to print',
    'Who else does this',
    'Threats put first',
    'Where sources disagree',
  ],
  // Said only of a schema that is not written yet; `plain-errors.test.ts` tries them.
  'src/domain/schema/plain-errors.ts': ['write something else', 'write text'],
  // What the parser is asked for.
  'src/files/yaml-words.ts': ['within a flow collection'],
  // No text leads there: every mark in it is escaped, and every mistake of a draft has a place.
  'src/desk/work/promoting.ts': ['The text has marks in it', 'The draft'],
};

interface Literal {
  readonly file: string;
  readonly text: string;
  readonly pattern: RegExp;
}

/** Every text of at least two words that the code of a file says, outside of labels, help, imports and thrown faults. */
function literalsIn(file: string): readonly Literal[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Literal[] = [];
  const note = (parts: readonly string[]) => {
    const text = parts.join('…');
    if (!/\p{L}{2,} \p{L}{2,}/u.test(parts.join(' '))) return;
    const pattern = parts
      .map((part) =>
        part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\d+/g, String.raw`\d+`),
      )
      .join(String.raw`[\s\S]*?`);
    found.push({ file, text, pattern: new RegExp(pattern.trim()) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    // Faults of the software, and the names of characters, of which each test of the characters tries every one.
    if (ts.isNewExpression(node) && ['Error', 'Map'].includes(node.expression.getText())) return;
    if (ts.isCallExpression(node) && isOfForm(node)) {
      // What stands in a label or a help text is said by the form. Only what a field says of a wrong value is a message.
      for (const argument of node.arguments) if (!isWords(argument)) visit(argument);
      visit(node.expression);
      return;
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) note([node.text]);
    if (ts.isTemplateExpression(node))
      note([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const fieldMakers = new Set(
  'line prose oneOf someOf reference references listOf texts lines day partialDay httpsUrl wholeNumber amount variant version meta cut default'.split(
    ' ',
  ),
);

function isOfForm({ expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return fieldMakers.has(name);
}

function isWords(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isTemplateExpression(node) ||
    (ts.isObjectLiteralExpression(node) &&
      node.properties.some((property) => property.name?.getText() === 'description')) ||
    (ts.isObjectLiteralExpression(node) &&
      node.properties.some((property) => property.name?.getText() === 'title'))
  );
}

describe('docs/messages.md', () => {
  it('is what the code says today: node tests/fixtures/messages/write.ts', () => {
    expect(readFileSync(messagesFile, 'utf8')).toBe(messagesPage(all));
  });

  it('has something said for every bad input', () => {
    const silent = all.flatMap(({ examples }) => examples.filter((each) => each.said.length === 0));
    expect(silent.map(({ what }) => what)).toEqual([]);
  });

  const literals = files
    .filter((file) => noMessages[file]?.length !== 0)
    .flatMap(literalsIn)
    .filter(({ file, text }) => !noMessages[file]?.some((none) => text.includes(none)));

  it('looks at the code: it finds the messages that are there', () => {
    expect(literals.length).toBeGreaterThan(150);
    expect(literals.map(({ text }) => text)).toContain('write it on one line');
  });

  it('has an example of every message in the code', () => {
    const missing = literals.filter(({ pattern }) => !pattern.test(everything));
    expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });

  it('has an example of every reason for a hold', () => {
    expect(valuesOf(reasons).filter((reason) => !everything.includes(reasons[reason]))).toEqual([]);
  });
});

describe('what people are told', () => {
  /** A message without what somebody wrote themselves and without what is said to stand in a file. */
  const own = said.map((line) =>
    line
      .replaceAll(/“[^”]*” \[[^\]]*\]|\(in the file: [^)]*\)|"[^"]*"?|“[^”]*”|<[^>]*>|content\/\S+/g, '')
      .replaceAll(/https?:\S*|npm run [a-z-]+/g, ''),
  );

  it('has no code in it: words that run together are named by their labels', () => {
    const code = own.filter((line) =>
      /\b(?!kB\b)[a-z]+[A-Z]\w*|\b\w+\.\d+\.\w+|\bslug\b|\bregex\b|\bschema\b/.test(line),
    );
    expect(code).toEqual([]);
  });

  it('has nothing in it that only a parser or a validator says', () => {
    const theirs =
      /YAMLException|ZodError|Invalid (?:input|option)|Too (?:small|big)|expected (?:string|number|array|object)|undefined|\[object|flow collection|scalar|mapping|acorn|JSX|Unexpected (?:token|end)|SyntaxError|at position/i;
    expect(said.filter((line) => theirs.test(line))).toEqual([]);
  });

  it('speaks of YAML only where a file is no YAML', () => {
    expect(said.filter((line) => /YAML/.test(line) && !/cannot be read as YAML: /.test(line))).toEqual([]);
  });
});
