import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { musts } from '../fixtures/musts/musts.ts';
import { mustOf, mustsFile, mustsPage } from '../fixtures/musts/page.ts';
import { mustsIn, pagesOfMusts } from '../fixtures/musts/sentences.ts';

/** The titles of all tests of a file, as they stand there; `…` for what is put in. */
function titlesIn(file: string): ReadonlySet<string> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:it|test)\b/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.add(title.text);
      if (title && ts.isTemplateExpression(title))
        titles.add([title.head.text, ...title.templateSpans.map(({ literal }) => literal.text)].join('…'));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

describe.each(pagesOfMusts)('what binds somebody in %s', (page) => {
  const sentences = mustsIn(page);

  it('is found', () => {
    expect(sentences.length).toBeGreaterThan(15);
  });

  it('is held by a test or by people, sentence by sentence', () => {
    const open = sentences.filter((sentence) => {
      const must = mustOf(page, sentence);
      return !must || (!must.tests?.length && must.people === undefined && !must.isFact);
    });
    expect(open).toEqual([]);
  });

  it('is what the list speaks of, each entry of one sentence', () => {
    const counts = musts[page].map(({ begins }) => [
      begins,
      sentences.filter((sentence) => sentence.startsWith(begins)).length,
    ]);
    expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
  });

  it('names tests that are there, by their titles', () => {
    const titles = new Map<string, ReadonlySet<string>>();
    const named = musts[page].flatMap((must) => must.tests ?? []);
    for (const [file] of named) if (!titles.has(file) && existsSync(file)) titles.set(file, titlesIn(file));
    expect(named.filter(([file, title]) => !titles.get(file)?.has(title))).toEqual([]);
  });
});

describe('the list of what holds each must', () => {
  it('is up to date: node tests/fixtures/musts/write.ts', () => {
    expect(readFileSync(mustsFile, 'utf8')).toBe(mustsPage());
  });

  it('calls no sentence with the word “must” a fact', () => {
    const facts = pagesOfMusts.flatMap((page) =>
      mustsIn(page).filter((sentence) => /\bmust\b/i.test(sentence) && mustOf(page, sentence)?.isFact),
    );
    expect(facts).toEqual([]);
  });
});
