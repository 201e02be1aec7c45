import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedLink } from '#domain/text/body-rules.ts';
import { escapeHtml } from '#domain/text/escape.ts';
import { mistakesInMdx, placesInMdx, plainTextsInMdx } from '#domain/text/mdx-text.ts';
import { htmlOf, htmlOfRuns } from '#domain/text/story-html.ts';
import {
  type Block,
  idOf,
  minutesToRead,
  passagesIn,
  plainText,
  type Run,
  readStoryText,
  textOf,
  wordsIn,
} from '#domain/text/story-text.ts';

/** The messages about a body, or an empty list where it may be drawn. */
function complaints(body: string): string[] {
  return readStoryText(body).mistakes.map(({ message }) => message);
}

/** Every link may be drawn. */
const everywhere = () => true;

/** The HTML of every block of a body. */
function drawn(body: string): string {
  return readStoryText(body)
    .sections.flatMap(({ blocks }) => blocks.map((block) => htmlOf(block, everywhere)))
    .join('');
}

/** A run without marks. */
function run(text: string, change: Partial<Run> = {}): Run {
  return { text, strong: false, emphasis: false, ...change };
}

/** Everything that may stand in the HTML of a story: a tag, or text without any mark that opens one. */
const tokens = /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>|[^<>"']+/g;
const attributesOf: Readonly<Record<string, RegExp>> = {
  p: /^(?: class="said said--(?:told|lived)")?$/,
  h3: /^$/,
  blockquote: /^$/,
  ul: /^ class="list"$/,
  ol: /^ class="list"$/,
  li: /^$/,
  strong: /^$/,
  em: /^$/,
  br: /^$/,
  a: /^ href="[^"]*"$/,
};

/** Reads HTML by the short list of what a story may contain: tags in order, and the text a reader sees. Throws at anything else. */
function parseStrictly(html: string): {
  readonly tags: readonly string[];
  readonly links: readonly string[];
  readonly text: string;
} {
  const tags: string[] = [];
  const links: string[] = [];
  const open: string[] = [];
  let text = '';
  let at = 0;
  for (const token of html.matchAll(tokens)) {
    if (token.index !== at) break;
    at += token[0].length;
    const [, slash, name, attributes = ''] = token;
    if (name === undefined) {
      text += wordsOf(token[0]);
    } else if (slash) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing in ${html}`);
    } else {
      if (!attributesOf[name]?.test(attributes)) throw new Error(`<${name}${attributes}> is not on the list`);
      tags.push(name);
      if (name === 'a') links.push(wordsOf(attributes.slice(' href="'.length, -1)));
      if (name === 'br') text += '\n';
      else open.push(name);
    }
  }
  if (at !== html.length) throw new Error(`cannot be read from "${html.slice(at, at + 40)}" on`);
  if (open.length > 0) throw new Error(`<${open.join('>, <')}> is left open`);
  return { tags, links, text };
}

function wordsOf(text: string): string {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`a bare & stands in ${text}`);
  return text.replaceAll(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)));
}

describe('what a story may contain', () => {
  it.each([
    ['a paragraph', 'Late again.', '<p>Late again.</p>'],
    ['two paragraphs', 'Late.\n\nAgain.', '<p>Late.</p><p>Again.</p>'],
    ['emphasis', 'So *late*.', '<p>So <em>late</em>.</p>'],
    ['strong words', 'So **late**.', '<p>So <strong>late</strong>.</p>'],
    ['strong emphasis', 'So ***late***.', '<p>So <strong><em>late</em></strong>.</p>'],
    ['a subheading', '### Later', '<h3>Later</h3>'],
    ['a list', '- one\n- two', '<ul class="list"><li><p>one</p></li><li><p>two</p></li></ul>'],
    ['a numbered list', '1. one\n2. two', '<ol class="list"><li><p>one</p></li><li><p>two</p></li></ol>'],
    [
      'a list in a list',
      '- one\n  - two',
      '<ul class="list"><li><p>one</p><ul class="list"><li><p>two</p></li></ul></li></ul>',
    ],
    ['a line said to the teller', '> Come in.', '<p class="said said--told">Come in.</p>'],
    [
      'a line the teller lived',
      '> **Come in.**',
      '<p class="said said--lived"><strong>Come in.</strong></p>',
    ],
    [
      'a line that is only partly strong',
      '> **Come** in.',
      '<p class="said said--told"><strong>Come</strong> in.</p>',
    ],
    ['a longer quote', '> One.\n>\n> Two.', '<blockquote><p>One.</p><p>Two.</p></blockquote>'],
    ['a link', 'See [here](https://example.org/a).', '<p>See <a href="https://example.org/a">here</a>.</p>'],
    ['a link from the root', '[Help](/support/)', '<p><a href="/support/">Help</a></p>'],
    ['a link within the page', '[Up](#p-start)', '<p><a href="#p-start">Up</a></p>'],
    [
      'an address in angle brackets',
      '<https://example.org>',
      '<p><a href="https://example.org">https://example.org</a></p>',
    ],
    ['a line break', 'Late\\\nagain', '<p>Late<br>again</p>'],
    ['a soft line break', 'Late\n  again', '<p>Late again</p>'],
    ['a soft line break of an old machine', 'Late\ragain', '<p>Late again</p>'],
    [
      'braces, which are only words here',
      'A {brace} and {/* a note */}',
      '<p>A {brace} and {/* a note */}</p>',
    ],
    ['an import, which is only words here', "import x from 'y'", '<p>import x from &#39;y&#39;</p>'],
    ['a tag that is escaped', '\\<script>', '<p>&#60;script&#62;</p>'],
    ['angle brackets that make no tag', '<svg/onload=alert(1)>', '<p>&#60;svg/onload=alert(1)&#62;</p>'],
    ['a tag written with entities', '&lt;script&gt;', '<p>&#60;script&#62;</p>'],
  ])('draws %s', (_what, body, html) => {
    expect([complaints(body), drawn(body)]).toEqual([[], html]);
  });
});

describe('raw HTML', () => {
  it.each([
    '<script>alert(1)</script>',
    'Words <script>alert(1)</script> words',
    '<b>bold</b>',
    'a <br> b',
    'a <br/> b',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<svg\nonload=alert(1)>',
    '<a href="https://example.org">x</a>',
    '<!-- a comment -->',
    'a <!-- comment --> b',
    '<?php echo 1 ?>',
    '<!DOCTYPE html>',
    '<![CDATA[x]]>',
    '</p>',
    '<custom-element>',
    '<ScRiPt>',
    '<div\n  onclick="x">',
    '> <iframe src="https://example.org"></iframe>',
    '- <style>*{display:none}</style>',
    '## A <b>heading</b>',
    '**<i>x</i>**',
    '[<b>x</b>](https://example.org)',
    '<script>',
    '<style>@import "x"</style>',
    '<textarea>',
    '<x\u00a0>\n<b>',
  ])('is refused: %j', (body) => {
    expect(complaints(body)).toContainEqual(
      expect.stringMatching(/^HTML, something in < >, is not allowed: write only paragraphs/),
    );
  });

  it('in a body leaves nothing to draw, not even the rest', () => {
    expect(readStoryText('Fine.\n\n<b>Not fine.</b>').sections).toEqual([]);
  });
});

describe('a link that could run code or lead astray', () => {
  const schemes = [
    'javascript',
    'data',
    'vbscript',
    'file',
    'blob',
    'http',
    'mailto',
    'tel',
    'ftp',
    'about',
    'view-source',
  ];
  it.each([
    ...schemes.map((scheme) => `${scheme}:alert(1)`),
    ...schemes.map((scheme) => `${scheme}://example.org/`),
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\tjavascript:alert(1)',
    '\njavascript:alert(1)',
    '\u0000javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u00a0https://example.org',
    '\ufeffhttps://example.org',
    'DATA:text/html,x',
    '//example.org',
    '///example.org',
    '/\\example.org',
    '\\\\example.org',
    '\\/example.org',
    '/\t/example.org',
    '/\n/example.org',
    'https:/example.org',
    'https:example.org',
    'https:///example.org',
    'https:\\\\example.org',
    'https://example.org\\@evil.example',
    'https://user@example.org',
    'https://user:word@example.org/',
    'https://www.bbc.co.uk@evil.example/',
    'https://exam ple.org',
    'https://example.org/\u0000',
    'https://example.org/ a',
    'https://',
    'example.org',
    'page',
    './page',
    '../page',
    '?query',
    '',
    ' ',
    '&#106;avascript:alert(1)',
  ])('is not allowed: %j', (url) => {
    expect(isAllowedLink(url)).toBe(false);
  });

  it.each([
    'https://example.org',
    'https://example.org/',
    'https://example.org?a=b',
    'https://example.org#a',
    'https://example.org:8443/a',
    'HTTPS://example.org/',
    'https://example.org/@name',
    '/',
    '/support/',
    '/support/#childline',
    '#',
    '#p-later',
  ])('is allowed otherwise: %j', (url) => {
    expect(isAllowedLink(url)).toBe(true);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JAVASCRIPT:alert(1))',
    '[x](<javascript:alert(1)>)',
    '[x](< javascript:alert(1)>)',
    '[x](&#106;avascript:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '[x](&#0000106avascript:alert)',
    '[x](javascript&colon;alert(1))',
    '[x](java&Tab;script:alert(1))',
    '[x](java&NewLine;script:alert(1))',
    '[x](&#1;javascript:alert(1))',
    '[x](&#x20;javascript:alert(1))',
    '[x](javascript\\:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](//example.org)',
    '[x](&sol;&sol;example.org)',
    '[x](/&#92;example.org)',
    '[x](https://user:word@example.org)',
    '[x](https://user&commat;example.org)',
    '[x](http://example.org)',
    '[x]()',
    '<javascript:alert(1)>',
    '<mailto:me@example.org>',
    '<me@example.org>',
    'me@example.org',
    'www.example.org',
    'http://example.org',
    '**[x](javascript:alert(1))**',
    '> [x](javascript:alert(1))',
    '- [x](javascript:alert(1))',
    '## [x](javascript:alert(1))',
    '### [x](javascript:alert(1))',
    '[x](javascript:alert(1) "title")',
  ])('is refused in a body: %j', (body) => {
    expect(complaints(body)).toContainEqual(
      expect.stringMatching(/^the link ".*" is not allowed: write an address that begins with https/),
    );
  });

  it('never resolves to anywhere but https or the site itself, however it is written', () => {
    const pieces = fc.constantFrom(
      'https:',
      'http:',
      'javascript:',
      '/',
      '\\',
      '#',
      '?',
      '@',
      ':',
      '.',
      '\t',
      ' ',
      '\u0000',
      'a',
      'evil.example',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 8 }).map((each) => each.join('')),
        (url) => {
          fc.pre(isAllowedLink(url) && URL.canParse(url, 'https://site.example/stories/'));
          const { protocol, host, username, password } = new URL(url, 'https://site.example/stories/');
          const isHere = !/^https:/i.test(url);
          expect({ protocol, username, password, strayed: isHere && host !== 'site.example' }).toEqual({
            protocol: 'https:',
            username: '',
            password: '',
            strayed: false,
          });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('everything else that a story may not contain', () => {
  it.each([
    ['an image', '![x](https://example.org/x.png)'],
    ['an image', 'Words ![x](/x.png) words'],
    ['an image', '[![x](/x.png)](https://example.org)'],
    ['an image', '![x][r]\n\n[r]: /x.png'],
    ['a link whose address stands elsewhere', '[x][r]\n\n[r]: https://example.org'],
    ['a link whose address stands elsewhere', '[r][]\n\n[r]: https://example.org'],
    ['a link whose address stands elsewhere', '[r]\n\n[r]: https://example.org'],
    ['an address that belongs to a link elsewhere', 'Words.\n\n[r]: javascript:alert(1)'],
    ['a code block', '```\ncode\n```'],
    ['a code block', '~~~js\ncode\n~~~'],
    ['a code block', '    code'],
    ['a code block', '\tcode'],
    ['code', 'Some `code`.'],
    ['a table', '| a | b |\n| - | - |\n| 1 | 2 |'],
    ['a footnote', 'Words[^1].\n\n[^1]: A note.'],
    ['a line across the page, such as ---,', 'a\n\n---\n\nb'],
    ['a line across the page, such as ---,', 'a\n\n***\n\nb'],
    ['a line across the page, such as ---,', '---\ntitle: A second front matter\n---\n\nWords'],
    ['struck-out text', '~~no~~'],
    ['struck-out text', '~no~'],
    ['a heading with #', '# Title'],
    ['a heading with #', 'Title\n====='],
    ['a heading with ####', '#### Small'],
    ['a heading with #####', '##### Smaller'],
    ['a heading with ######', '> ###### Smallest'],
    ['a tick box', '- [ ] to do'],
    ['a tick box', '- [x] done'],
    ['a tick box', '1. [X] done'],
    ['a heading without words', '## '],
    ['a heading without words', '### ###\n\nWords.'],
    ['a heading without words', '## &#32;'],
    ['a link without words', 'Words [](/support/) words'],
    ['a link without words', '[*&#32;*](https://example.org/)'],
  ])('%s is refused: %j', (what, body) => {
    expect(complaints(body)).toContainEqual(
      expect.stringMatching(new RegExp(`^${what} is not allowed: write `)),
    );
  });

  it.each([
    ['a right-to-left override (U+202E)', 'a\u202eb'],
    ['a left-to-right embedding (U+202A)', '\u202aa'],
    ['a left-to-right override (U+202D)', 'a\u202d'],
    ['a left-to-right isolate (U+2066)', '> a\u2066b'],
    ['a pop directional isolate (U+2069)', '## a\u2069b\n\nc'],
    ['a null (U+0000)', 'a\u0000b'],
    ['a control character (U+0001)', 'a\u0001b'],
    ['an escape (U+001B)', 'a\u001b[31mb'],
    ['a delete (U+007F)', 'a\u007fb'],
    ['a next line (U+0085)', 'a\u0085b'],
    ['a form feed (U+000C)', 'a\u000cb'],
    ['a vertical tab (U+000B)', 'a\u000bb'],
    ['a soft hyphen (U+00AD)', 'Fri\u00adday'],
    ['a zero-width space (U+200B)', 'a\u200bb'],
    ['a tag character for “H” (U+E0048)', 'a\u{E0048}b'],
  ])('a character that nobody sees is refused: %s', (name, body) => {
    expect(complaints(body)).toEqual([expect.stringContaining(`${name} stands at character`)]);
  });

  it.each([
    ['a soft hyphen (U+00AD)', 'Fri&shy;day'],
    ['a right-to-left override (U+202E)', 'a&#x202e;b'],
    ['a right-to-left override (U+202E)', 'a&#8238;b'],
    ['a tag character for “H” (U+E0048)', 'a&#xE0048;b'],
    ['a zero-width space (U+200B)', 'a *b&ZeroWidthSpace;c*'],
    ['a zero-width non-joiner (U+200C)', '> a&zwnj;b'],
    ['a carriage return (U+000D)', '- a&#13;b'],
    ['a left-to-right mark (U+200E)', '## a&lrm;b\n\nc'],
    ['a word joiner (U+2060)', '[a&NoBreak;b](/support/)'],
    ['a soft hyphen (U+00AD)', '[a](https://example.org/&shy;)'],
  ])('a character that nobody sees is refused as an entity too: %s', (name, body) => {
    expect(complaints(body)).toEqual([
      expect.stringMatching(
        `^${name.replace(/[()+]/g, '\\$&')} stands at character .*; it is written with an & and a ;`,
      ),
    ]);
  });

  it('a character that nobody sees is reported on its line as an entity too', () => {
    expect(readStoryText('a\n\nb\nc&shy;d').mistakes.map(({ line }) => line)).toEqual([4]);
  });

  it('a character that nobody sees is reported once, however it is written', () => {
    expect(complaints('a\u00adb &amp; c')).toHaveLength(1);
  });

  it.each(['&amp; &lt; &nbsp; &eacute; &hellip;', '👩&zwj;👧', 'می&zwnj;خواهم'])(
    'an entity is only its character: %s',
    (body) => {
      expect(complaints(body)).toEqual([]);
    },
  );

  it.each(['The cafe\u0301 shut.', 'The cafe&#x301; shut.'])(
    'a letter is written in one form of Unicode: %j',
    (body) => {
      expect(complaints(body)).toEqual([
        expect.stringMatching(
          /^the “é” at character 8 is written in another way \(U\+0065 U\+0301\) than letters are stored here \(U\+00E9\)/,
        ),
      ]);
    },
  );

  it.each([
    ['1987. That was the year.', '1987.', '1.'],
    ['1987.', '1987.', '1.'],
    ['0. Nothing', '0.', '1.'],
    ['1) one\n2) two', '1)', '1.'],
    ['> 12. Come in.', '12.', '1.'],
    ['- a\n\n  3. b', '3.', '1.'],
    ['🙂 and so on\n\n7. b', '7.', '1.'],
    ['1. one\n5. two', '5.', '2.'],
    ['1. one\n\n1987. That was the year.', '1987.', '2.'],
    ['999999999. a', '999999999.', '1.'],
  ])('a number that readers would not see is refused: %j', (body, written, drawnAs) => {
    expect(complaints(body)[0]).toBe(
      `“${written}” begins an item of a list here, and readers would see “${drawnAs}”: write ${written.slice(0, -1)}\\${written.slice(-1)} if the number belongs to the words, or number the list 1. 2. 3.`,
    );
  });

  it('a number that readers would not see is reported on its line', () => {
    expect(readStoryText('a\n\n1. b\n2. c\n\n   d\n4. e').mistakes.map(({ line }) => line)).toEqual([7]);
  });

  it.each([
    ['1987\\. That was the year.', '<p>1987. That was the year.</p>'],
    ['12\\) Nothing', '<p>12) Nothing</p>'],
    ['In\n1987. That was the year.', '<p>In 1987. That was the year.</p>'],
    ['1. a\n1. b', '<ol class="list"><li><p>a</p></li><li><p>b</p></li></ol>'],
    ['1987.That', '<p>1987.That</p>'],
  ])('a number that readers see is kept: %j', (body, html) => {
    expect([complaints(body), drawn(body)]).toEqual([[], html]);
  });

  it.each(['[x](https://example.org "words")', "[x](/support/ 'words')", '> [x](#p-start (words))'])(
    'a title of a link is refused: %j',
    (body) => {
      expect(complaints(body)).toEqual([
        'the link has a title, "words", which hardly any reader would see: take it out, or say it in the text',
      ]);
    },
  );

  it('a tab is no invisible character', () => {
    expect(complaints('a\tb')).toEqual([]);
  });

  it.each([
    ['LF', 'a\n\nb\n\n<b>'],
    ['CR LF', 'a\r\n\r\nb\r\n\r\n<b>'],
  ])('is reported on its line: %s line ends', (_what, body) => {
    expect(readStoryText(body).mistakes[0]?.line).toBe(5);
  });

  it('an invisible character is reported on its line', () => {
    expect(readStoryText('a\r\nb\nc\rd\u202e').mistakes[0]?.line).toBe(4);
  });

  it('is reported once for each place', () => {
    expect(complaints('![x](/x)\n\n`code`\n\n# Title')).toHaveLength(3);
  });

  it.each(['Words[^1].\n\n[^1]: A note.', '[x][r]\n\n[r]: /x', '![x][r]\n\n[r]: /x'])(
    'is reported where it is used and where it is explained: %j',
    (body) => {
      expect(readStoryText(body).mistakes.map(({ line }) => line)).toEqual([1, 3]);
    },
  );

  it('is not reported again for what is inside it', () => {
    expect(complaints('| <b> |\n| - |\n| ![x](y) |')).toHaveLength(1);
  });
});

describe('MDX bodies', () => {
  it.each([
    ['an expression', 'Two and two is {2 + 2}.', 'something in braces { }, which is code, is not allowed'],
    [
      'an expression by itself',
      '{process.exit(1)}',
      'something in braces { }, which is code, is not allowed',
    ],
    ['an expression in a heading', '## {x}', 'something in braces { }, which is code, is not allowed'],
    ['an expression in a list', '- {x}', 'something in braces { }, which is code, is not allowed'],
    ['a comment', '{/* hidden */}', 'something in braces { }, which is code, is not allowed'],
    ['an empty expression', '{}', 'something in braces { }, which is code, is not allowed'],
    [
      'an import',
      "import x from 'y'",
      'a line that begins with import or export, which is code, is not allowed',
    ],
    [
      'an import further down',
      "Words.\n\nimport x from 'y'",
      'a line that begins with import or export, which is code, is not allowed',
    ],
    [
      'an export',
      'export const x = 1',
      'a line that begins with import or export, which is code, is not allowed',
    ],
    [
      'an export of a whole page',
      'export default () => 1',
      'a line that begins with import or export, which is code, is not allowed',
    ],
    ['an HTML element', '<b>x</b>', '<b> is not allowed'],
    ['a script element', '<script>alert(1)</script>', '<script> is not allowed'],
    ['a style element', '<style />', '<style> is not allowed'],
    ['an element inside words', 'a <i>b</i> c', '<i> is not allowed'],
    ['a fragment', '<>x</>', '<> is not allowed'],
    ['an unknown component', '<Unknown />', '<Unknown> is not allowed'],
    ['a component with a dot', '<Gap.Inner known="a" told="b" />', '<Gap.Inner> is not allowed'],
    ['a component named like a part of every object', '<constructor />', '<constructor> is not allowed'],
    ['a component named __proto__', '<__proto__ />', '<__proto__> is not allowed'],
    ['a spread', '<Gap {...x} known="a" told="b" />', '<Gap> may only have plain text in quotes'],
    ['an expression as a property', '<Gap known={x} told="b" />', '<Gap> may only have plain text in quotes'],
    ['a property without a value', '<Gap known told="b" />', '<Gap> may only have plain text in quotes'],
    [
      'a property that is unknown',
      '<Gap known="a" told="b" onclick="x" />',
      '<Gap> has no place for onclick="…"',
    ],
    ['a directive', '<Gap known="a" told="b" set:html="x" />', '<Gap> has no place for set:html="…"'],
    [
      'a property that is there twice',
      '<Gap known="a" told="b" known="c" />',
      '<Gap> says “What’s known” [known] twice',
    ],
    ['a property that is missing', '<Gap known="a" />', '<Gap> does not say “The story you hear” [told]'],
    [
      'content in a component',
      '<Gap known="a" told="b">more</Gap>',
      '<Gap> has words inside it, and takes none',
    ],
    [
      'content in a component over lines',
      '<Gap known="a" told="b">\n\nmore\n\n</Gap>',
      '<Gap> has words inside it, and takes none',
    ],
    ['an open brace', 'a { b', 'the text cannot be read from here on'],
    ['an open tag', 'a <b', 'the text cannot be read from here on'],
    ['an HTML comment', '<!-- x -->', 'the text cannot be read from here on'],
    [
      'a broken import',
      'import { from',
      'a line that begins with import or export, which is code, is not allowed',
    ],
    [
      'a part of a paragraph for demonstrations only',
      'a <DemoOnly>b</DemoOnly> c',
      '<DemoOnly> stands round whole',
    ],
    [
      'words for demonstrations only on the line of the tag',
      '<DemoOnly>b</DemoOnly>',
      '<DemoOnly> stands round whole',
    ],
    ['nothing for demonstrations only', '<DemoOnly />', '<DemoOnly> stands round whole paragraphs'],
    [
      'a property of what is for demonstrations only',
      '<DemoOnly when="x">\n\na\n\n</DemoOnly>',
      '<DemoOnly> has no place for when',
    ],
    [
      'code within what is for demonstrations only',
      '<DemoOnly>\n  {x}\n\n  a\n</DemoOnly>',
      'something in braces { }, which is code, is not allowed',
    ],
    ['a bad link', '[x](javascript:alert(1))', 'the link "javascript:alert(1)" is not allowed'],
    ['a title of a link', '[x](/support/ "words")', 'the link has a title, "words"'],
    ['an image', '![x](/x.png)', 'an image is not allowed'],
    ['a year at the start', '1987. That was the year.', '“1987.” begins an item of a list here'],
    ['a table', '| a |\n| - |\n| b |', 'a table is not allowed'],
    ['a heading of level 1', '# x', 'a heading with # is not allowed'],
    ['a turned reading direction', 'a\u202eb', 'a right-to-left override (U+202E) stands at character 2'],
    ['a hidden entity', 'a&shy;b', 'a soft hyphen (U+00AD) stands at character 2'],
    [
      'a hidden entity in a property',
      '<Gap known="a&#x202e;b" told="c" />',
      'a right-to-left override (U+202E) stands at character 2',
    ],
    ['a hidden character in a property', '<Gap known="a" told="b\u200bc" />', 'a zero-width space (U+200B)'],
  ])('may not contain %s', (_what, body, message) => {
    expect(mistakesInMdx(body).map((mistake) => mistake.message.slice(0, message.length))).toContain(message);
  });

  it.each([
    ['words', 'Words, *more* words and [a link](https://example.org).'],
    ['headings', '## Later\n\n### Still later'],
    ['a gap', '<Gap known="what is known" told="what is told" />'],
    ['a support route', '<SupportRoute slug="childline" />'],
    ['a component inside words', 'See <SupportRoute slug="childline" /> now.'],
    ['what is for demonstrations only', '<DemoOnly>\n  ## Later\n\n  Words.\n\n  * a list\n</DemoOnly>'],
    ['braces that are escaped', 'a \\{b\\}'],
    ['a component whose text looks like code', '<Gap known="{x}" told="<b>" />'],
  ])('may contain %s', (_what, body) => {
    expect(mistakesInMdx(body)).toEqual([]);
  });

  it('are reported on their line', () => {
    expect(mistakesInMdx('a\n\nb\n\n{x}')[0]?.line).toBe(5);
  });

  it('that cannot be read are reported on the line that stopped the reader', () => {
    expect(mistakesInMdx('a\n\nb\n\nc <!-- d')[0]?.line).toBe(5);
  });

  it('that cannot be read say what braces and angle brackets are', () => {
    expect(mistakesInMdx('{')[0]?.message).toMatch(
      /one of the signs \{ \} < > stands here, and is taken for code\. Write the words without it, or put a \\ before it$/,
    );
  });

  it('may stand eight deep in one another, and no deeper, whatever they are for', () => {
    const nested = (depth: number) =>
      `${'<DemoOnly>\n'.repeat(depth)}\na\n\n${'</DemoOnly>\n'.repeat(depth)}`;
    expect(mistakesInMdx(nested(8))).toEqual([]);
    expect(mistakesInMdx(nested(9))[0]?.message).toContain('deep in one another');
  });

  it('have no part to link to that only a demonstration shows', () => {
    const { headingIds } = placesInMdx('## Same\n\n<DemoOnly>\n  ## Same\n</DemoOnly>\n\n## Same');
    expect(headingIds).toEqual(['same', 'same-2']);
  });

  it('are read aloud without what only a demonstration shows', () => {
    expect(plainTextsInMdx('One.\n\n<DemoOnly>\n  Two.\n</DemoOnly>')).toEqual(['One.']);
  });

  it('name the components that there are', () => {
    expect(mistakesInMdx('<Unknown />')[0]?.message).toMatch(
      /or “What’s told beside what’s known” \(<Gap \/>\) or “A support route” \(<SupportRoute \/>\) or “Only on a demonstration: a live site leaves it out” \(<DemoOnly>\)$/,
    );
  });

  it('never make the reader throw', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '{',
      '}',
      '/',
      '"',
      '=',
      '`',
      '*',
      '[',
      ']',
      '(',
      ')',
      '\n',
      ' ',
      'Gap',
      'import ',
      '&',
      '#',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 25 }).map((each) => each.join('')),
        (body) => {
          expect(Array.isArray(mistakesInMdx(body))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Characters that mean something to HTML, to Markdown or to both, and some that do not. */
const hostile = fc.constantFrom(
  ...'<>&"\'`*_[](){}#!|~\\/:-+.=@ \n',
  '<script>',
  '</p>',
  'javascript:',
  'https://example.org',
  '&lt;',
  '&#60;',
  'onerror=',
  '\u201c',
  'a',
  'b',
  '1',
);
const hostileText = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('word', ' ', 'late') }, hostile), { maxLength: 14 })
  .map((each) => each.join(''));
/** Markdown of the kinds that a story may contain, with anything at all inside. */
const anyMarkdown = fc
  .array(
    fc.oneof(
      hostileText,
      hostileText.map((text) => `**${text}**`),
      hostileText.map((text) => `*${text}*`),
      fc.tuple(hostileText, hostileText).map(([text, url]) => `[${text}](${url})`),
      fc.tuple(hostileText, hostileText).map(([text, url]) => `[${text}](https://example.org/${url})`),
      hostileText.map((text) => `## ${text}`),
      hostileText.map((text) => `### ${text}`),
      hostileText.map((text) => `> ${text}`),
      hostileText.map((text) => `- ${text}\n- more`),
      hostileText.map((text) => `1. ${text}`),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((blocks) => blocks.join('\n\n'));

describe('the HTML of a story', () => {
  const anyRun = fc.record({
    text: fc.oneof(fc.string(), hostileText, fc.constant('\n')),
    strong: fc.boolean(),
    emphasis: fc.boolean(),
    link: fc.option(fc.oneof(fc.string(), hostileText), { nil: undefined }),
  });
  const anyRuns = fc.array(anyRun, { maxLength: 4 });
  const { block: anyBlock } = fc.letrec<{ block: Block }>((tie) => ({
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        kind: fc.constantFrom('paragraph' as const, 'subheading' as const, 'told' as const, 'lived' as const),
        runs: anyRuns,
      }),
      fc.record({ kind: fc.constant('quote' as const), blocks: fc.array(tie('block'), { maxLength: 3 }) }),
      fc.record({
        kind: fc.constant('list' as const),
        ordered: fc.boolean(),
        items: fc.array(fc.array(tie('block'), { maxLength: 2 }), { maxLength: 3 }),
      }),
    ),
  }));

  it('has no tag outside the list, for any Markdown of the allowed kinds', () => {
    fc.assert(
      fc.property(anyMarkdown, (body) => {
        expect(() => parseStrictly(drawn(body))).not.toThrow();
      }),
      { numRuns: 600 },
    );
  });

  it('has no link that is not allowed, for any Markdown of the allowed kinds', () => {
    fc.assert(
      fc.property(anyMarkdown, (body) => {
        expect(parseStrictly(drawn(body)).links.filter((url) => !isAllowedLink(url))).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('is empty whenever there is a mistake', () => {
    fc.assert(
      fc.property(anyMarkdown, (body) => {
        const { mistakes, sections } = readStoryText(body);
        expect(mistakes.length > 0 && sections.length > 0).toBe(false);
      }),
    );
  });

  it('has no tag outside the list, for any blocks at all', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        expect(() => parseStrictly(htmlOf(block, everywhere))).not.toThrow();
      }),
    );
  });

  it('shows every word of a paragraph exactly as it is', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        expect(parseStrictly(htmlOf({ kind: 'paragraph', runs }, everywhere)).text).toBe(
          runs.map(({ text }) => text).join(''),
        );
      }),
    );
  });

  it('shows words whose marks are escaped in Markdown as they are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), (text) => {
        fc.pre(!/[\n\r\t]|^\s|\s$|\s\s/.test(text));
        const body = text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
        fc.pre(readStoryText(body).mistakes.length === 0);
        expect(parseStrictly(drawn(body)).text).toBe(text);
      }),
    );
  });

  it.each([
    ['&', '&#38;'],
    ['<', '&#60;'],
    ['>', '&#62;'],
    ['"', '&#34;'],
    ["'", '&#39;'],
  ])('escapes %s', (character, escaped) => {
    expect(escapeHtml(`a${character}b${character}`)).toBe(`a${escaped}b${escaped}`);
  });

  it.each<[string, Block]>([
    ['a paragraph', { kind: 'paragraph', runs: [run('<b>')] }],
    ['strong words', { kind: 'paragraph', runs: [run('<b>', { strong: true })] }],
    ['emphasis', { kind: 'paragraph', runs: [run('<b>', { emphasis: true })] }],
    ['the words of a link', { kind: 'paragraph', runs: [run('<b>', { link: '/' })] }],
    ['the address of a link', { kind: 'paragraph', runs: [run('x', { link: '/"><b>' })] }],
    ['a subheading', { kind: 'subheading', runs: [run('<b>')] }],
    ['a told line', { kind: 'told', runs: [run('<b>')] }],
    ['a lived line', { kind: 'lived', runs: [run('<b>')] }],
    ['a quote', { kind: 'quote', blocks: [{ kind: 'paragraph', runs: [run('<b>')] }] }],
    ['a list', { kind: 'list', ordered: true, items: [[{ kind: 'paragraph', runs: [run('<b>')] }]] }],
  ])('escapes what stands in %s', (_what, block) => {
    expect(parseStrictly(htmlOf(block, everywhere)).tags).not.toContain('b');
  });
});

describe('a link that may not be followed today', () => {
  it('is drawn as its words, wherever it stands', () => {
    const body =
      'See [the *other* story](/stories/gone/) and [help](/support/).\n\n- [gone](/stories/gone/)\n\n> [gone](/stories/gone/)\n>\n> [gone](/stories/gone/)';
    const html = readStoryText(body).sections.flatMap(({ blocks }) =>
      blocks.map((block) => htmlOf(block, (url) => url === '/support/')),
    );
    expect(html.join('')).toBe(
      '<p>See the <em>other</em> story and <a href="/support/">help</a>.</p>' +
        '<ul class="list"><li><p>gone</p></li></ul><blockquote><p>gone</p><p>gone</p></blockquote>',
    );
  });

  it('is drawn as its words beside a margin note', () => {
    const runs = [run('One '), run('two', { link: '/stories/gone/' }), run(' three.')];
    expect(htmlOfRuns(runs, () => false, { span: { start: 8, end: 14 }, id: 'n1' })).toBe(
      'One two <a class="note-ref" href="#n1">three.</a>',
    );
  });
});

describe('a mark around a sentence', () => {
  const runs = [run('One '), run('two', { strong: true }), run(' three.')];

  it('puts a link around the words of its span', () => {
    expect(htmlOfRuns([run('One two three.')], everywhere, { span: { start: 4, end: 7 }, id: 'n1' })).toBe(
      'One <a class="note-ref" href="#n1">two</a> three.',
    );
  });

  it('keeps the marks of the words it cuts through', () => {
    expect(htmlOfRuns(runs, everywhere, { span: { start: 2, end: 9 }, id: 'n1' })).toBe(
      'On<a class="note-ref" href="#n1">e <strong>two</strong> t</a>hree.',
    );
  });

  it('takes the place of a link inside it: a link cannot hold another', () => {
    const linked = [run('One '), run('two', { link: '/' })];
    expect(htmlOfRuns(linked, everywhere, { span: { start: 0, end: 7 }, id: 'n1' })).toBe(
      '<a class="note-ref" href="#n1">One two</a>',
    );
  });

  it('escapes the words it cuts', () => {
    expect(htmlOfRuns([run('a<b>c')], everywhere, { span: { start: 1, end: 4 }, id: 'n1' })).toBe(
      'a<a class="note-ref" href="#n1">&#60;b&#62;</a>c',
    );
  });

  it('changes no word', () => {
    const length = runs.map(({ text }) => text).join('').length;
    fc.assert(
      fc.property(fc.nat(length), fc.nat(length), (one, other) => {
        const span = { start: Math.min(one, other), end: Math.max(one, other) };
        expect(htmlOfRuns(runs, everywhere, { span, id: 'n1' }).replaceAll(/<[^>]*>/g, '')).toBe(
          'One two three.',
        );
      }),
    );
  });
});

describe('sections', () => {
  const body = 'Before.\n\n## The **first** stop\n\nAt it.\n\n### Under it\n\n## The second stop\n\nAfter.';
  const { sections } = readStoryText(body);

  it('begin at headings of level 2', () => {
    expect(sections.map(({ heading }) => heading)).toEqual([undefined, 'The first stop', 'The second stop']);
  });

  it('hold the blocks up to the next heading of level 2', () => {
    expect(sections[1]?.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'subheading']);
  });

  it('are named by the words of their headings', () => {
    expect(sections.map(({ id }) => id)).toEqual(['p-start', 'p-the-first-stop', 'p-the-second-stop']);
  });

  it('with the same heading have ids of their own', () => {
    expect(
      readStoryText('## Stop\n\na\n\n## Stop\n\nb\n\n## Stop\n\nc').sections.map(({ id }) => id),
    ).toEqual(['p-stop', 'p-stop-2', 'p-stop-3']);
  });

  it('are none in a body without words', () => {
    expect(readStoryText('\n\n').sections).toEqual([]);
  });

  it('are the same however the lines end', () => {
    expect(readStoryText(body.replaceAll('\n', '\r\n')).sections).toEqual(sections);
  });
});

describe('the plain text of a story', () => {
  const { sections } = readStoryText('One *two*.\n\n## Skip\n\n- a\n- b\n\n> c\n>\n> d');

  it('has the words of every block and none of the headings', () => {
    expect(plainText(sections)).toBe('One two.\n\u0000\na\nb\nc\nd');
  });

  it('counts words, headings left out', () => {
    expect(wordsIn(sections)).toBe(6);
  });

  it('reads a line break as a new line', () => {
    expect(plainText(readStoryText('a\\\nb').sections)).toBe('a\nb');
  });

  it('is the words of the blocks of a quote, one below the other', () => {
    const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [run(text)] });
    expect(textOf({ kind: 'quote', blocks: [paragraph('a'), paragraph('b')] })).toBe('a\nb');
  });
});

describe('what a quotation may be taken from', () => {
  it('is each paragraph, each paragraph of an item and of a quote, each line said; no heading', () => {
    const { sections } = readStoryText(
      'One *two*.\n\n### Three\n\n- a\n- b\n  - c\n\n  d\n\n> e\n\n> **f**\n\n> g\n>\n> h\n\n## Four\n\ni\\\nj',
    );
    expect(sections.map(({ blocks }) => passagesIn(blocks))).toEqual([
      ['One two.', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
      ['i\nj'],
    ]);
  });
});

describe('minutes to read', () => {
  it.each([
    [0, 1],
    [200, 1],
    [299, 1],
    [300, 2],
    [1000, 5],
  ])('are, for %i words, %i', (words, minutes) => {
    expect(minutesToRead(words)).toBe(minutes);
  });
});

describe('an id', () => {
  it.each([
    ['The door', 'p-the-door'],
    ['  Whose safety?  ', 'p-whose-safety'],
    ['It\u2019s 5 o\u2019clock', 'p-it-s-5-o-clock'],
    ['"><script>', 'p-script'],
    ['\u041f\u0440\u0438\u0432\u0456\u0442', 'p'],
    ['', 'p'],
  ])('made of %j is %s', (heading, id) => {
    expect(idOf(heading)).toBe(id);
  });

  it('never holds more than small letters, digits and hyphens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (heading) => {
        expect(idOf(heading)).toMatch(/^p(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe('lists and quotes in one another', () => {
  it.each([
    ['quotes', `${'> '.repeat(8)}words\n`],
    ['lists', `${'- '.repeat(8)}words\n`],
  ])('may stand eight deep: %s', (_what, body) => {
    expect(readStoryText(body).mistakes).toEqual([]);
  });

  it.each([
    ['quotes, nine', `${'> '.repeat(9)}words\n`],
    ['lists, nine', `${'- '.repeat(9)}words\n`],
    ['quotes, three thousand', `${'> '.repeat(3000)}words\n`],
    ['lists, three thousand', `${'- '.repeat(3000)}words\n`],
    ['quotes with an entity, three thousand', `${'> '.repeat(3000)}bread &amp; butter\n`],
  ])('are a mistake and nothing worse when they stand deeper: %s', (_what, body) => {
    const deep = [{ line: 1, message: expect.stringContaining('more than 8 deep') }];
    expect(readStoryText(body)).toEqual({ sections: [], mistakes: deep });
    expect(mistakesInMdx(body)).toEqual(deep);
  });
});
