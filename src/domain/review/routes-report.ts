import type { Content } from '../schema/content.ts';
import { dayInWords } from '../words/wording.ts';
import { datesInContent, whatIsDue } from './due.ts';

/** The routes of help that a person must try this month, in words, for a terminal. As of a day, `YYYY-MM-DD`. */
export function routesToTry(content: Content, today: string): string {
  const due = whatIsDue(datesInContent(content), today).find(({ kind }) => kind === 'route');
  if (due === undefined) return 'No route of help is to be confirmed this month.\n';
  const lines = due.slugs.flatMap((slug) => {
    const data = content.support.get(slug)?.data;
    if (data === undefined) return [];
    const ways = [data.phone, data.textNumber && `text ${data.textNumber}`, data.email, data.url];
    const before = data.confirmedBy
      ? `Confirmed ${dayInWords(data.checkedOn)}: try it again.`
      : 'Nobody has confirmed it.';
    return [
      '',
      `${data.name} (content/support/${slug}.yaml)`,
      `  ${ways.filter(Boolean).join(', ')}`,
      `  ${before}`,
    ];
  });
  const { count } = due;
  const head = `${count === 1 ? '1 route' : `${count} routes`} of help to try this month: ring it, write to it or open its page.`;
  return `${[head, ...lines].join('\n')}\n`;
}
