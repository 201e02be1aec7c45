import { describe, expect, it } from 'vitest';
import { unfitPathInWords } from '../../../src/cli/project-path.ts';

describe('the folder of the project', () => {
  it.each([
    '/home/me/Another Story ő 故事',
    "/srv/a [b] {c} (d) & 'e', $f",
    '/Users/me/Documents/another-story',
  ])('may be %s', (root) => {
    expect(unfitPathInWords(root, 'linux')).toBeUndefined();
  });

  it.each(['#', '?', '%', '*', '"', '\\'])('may not have %s in it, which is named', (character) => {
    expect(unfitPathInWords(`/home/me/100${character} stories`, 'linux')).toContain(
      `with ${character} in its name`,
    );
  });

  it('may lie where Windows puts it', () => {
    expect(unfitPathInWords('C:\\Users\\Me Too\\another-story', 'win32')).toBeUndefined();
    expect(unfitPathInWords('C:\\Users\\100%\\another-story', 'win32')).toContain('with % in its name');
  });
});
