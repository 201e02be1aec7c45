import { describe, expect, it } from 'vitest';
import { addressesOf } from '#takedown/addresses.ts';

const addresses = addressesOf(['eleven-days', 'just-a-wee-favour', 'home', 'money'], new Set(['money']));

describe('the address of a story', () => {
  it.each([
    ['/stories/eleven-days/', ['eleven-days']],
    ['https://site.example/stories/eleven-days/#p-the-stop', ['eleven-days']],
    ['stories/home/kit.zip', ['home']],
    ['stories\\eleven-days.html', ['eleven-days']],
    ['/stories/money/', ['money']],
    ['/plan/#story=eleven-days', ['eleven-days']],
  ])('is found in %s', (label, found) => {
    expect([...new Set(addresses.inLabel(label))]).toEqual(found);
  });

  it.each(['/stories/eleven-days-later/', '/themes/money/', '/home/', 'two-eleven-days', 'p-eleven-days'])(
    'is not found in %s',
    (label) => {
      expect(addresses.inLabel(label)).toEqual([]);
    },
  );

  it('is found in a text where it is written out', () => {
    expect(addresses.inText('see https://site.example/stories/Home/ for more')).toEqual(['home']);
  });

  it('is found in a text without its folder if nobody would write it by chance', () => {
    expect(addresses.inText('look for just-a-wee-favour here')).toEqual(['just-a-wee-favour']);
    expect(addresses.inText('after eleven-days of it, at home')).toEqual([]);
  });

  it('is nowhere if no story is looked for', () => {
    expect(addressesOf([], new Set()).inText('/stories/eleven-days/')).toEqual([]);
  });
});
