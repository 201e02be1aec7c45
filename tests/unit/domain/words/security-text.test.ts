import { describe, expect, it } from 'vitest';
import { securityText } from '#domain/words/security-text.ts';

const site = new URL('https://stories.example.org/');
const facts = { email: 'concerns@example.org', site, today: '2026-12-01' };

/** The fields of the file, in order. */
function fieldsOf(text: string | undefined): [string, string][] {
  return (text ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]);
}

describe('security.txt', () => {
  it('says whom to tell, until when, in which language, and where it belongs', () => {
    expect(fieldsOf(securityText(facts))).toEqual([
      ['Contact', 'mailto:concerns@example.org'],
      ['Contact', 'https://stories.example.org/concern/'],
      ['Expires', '2027-05-30T00:00:00Z'],
      ['Preferred-Languages', 'en'],
      ['Canonical', 'https://stories.example.org/.well-known/security.txt'],
    ]);
  });

  it.each(['2026-01-01', '2027-02-28', '2028-02-29', '2026-12-31'])(
    'built on %s, is believed for some months and never for a year',
    (today) => {
      const [[, expires = ''] = []] = fieldsOf(securityText({ ...facts, today })).filter(
        ([name]) => name === 'Expires',
      );
      const days = (Date.parse(expires) - Date.parse(today)) / 86_400_000;
      expect(days).toBeGreaterThan(90);
      expect(days).toBeLessThan(365);
    },
  );

  it('is none where there is nobody to tell', () => {
    expect(securityText({ ...facts, email: undefined })).toBeUndefined();
  });

  it('names no address of the web that is not https', () => {
    const text = securityText({ ...facts, site: new URL('http://localhost:4321/') });
    expect(fieldsOf(text).map(([name]) => name)).toEqual(['Contact', 'Expires', 'Preferred-Languages']);
    expect(text).not.toContain('localhost');
  });

  it('ends every line, so that the last field is read as well', () => {
    expect(securityText(facts)?.endsWith('\n')).toBe(true);
  });
});
