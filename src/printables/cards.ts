import { type ShelvedPack, stepsOf, titleOf } from '#domain/shelf/shelved-pack.ts';
import { inMixedOrder } from '#domain/teach/mixed-order.ts';
import { answerLetter } from '#domain/teach/slides.ts';
import { type CardAnswer, cardAnswers } from '#domain/words/vocabularies.ts';
import { helpLineOf, imprintOf, routesOf, type SiteFacts } from './imprint.ts';
import { sourceOf } from './sheets.ts';
import { pdfOf } from './typst.ts';

/** The cards to cut out, eight to a sheet, then the headings of the piles, then the key. */
export function cardsPdf(pack: ShelvedPack<'print'>, site: SiteFacts): Uint8Array {
  return pdfOf('cards', cardsData(pack, site));
}

/**
 * What the template `cards.typ` draws. The cards are in the same mixed order as on the slides, so that their letters
 * agree.
 */
export function cardsData(pack: ShelvedPack<'print'>, site: SiteFacts) {
  return {
    imprint: imprintOf(pack, site),
    name: 'Cards to sort',
    help: helpLineOf(pack),
    routes: routesOf(pack),
    piles: Object.entries(cardAnswers).map(([answer, text]) => ({ answer, text })),
    decks: pack.activities.flatMap((taught) => {
      const { activity } = taught;
      if (activity.discriminant !== 'cardSort') return [];
      const cards = inMixedOrder(activity.value.statements, activity.value.id).map((statement, index) => ({
        ...statement,
        letter: answerLetter(index),
        source: sourceOf(pack, statement.source),
        answerInWords: cardAnswers[statement.answer],
      }));
      const lettersOf = (answer: CardAnswer) =>
        cards.filter((card) => card.answer === answer).map((card) => card.letter);
      return [
        {
          title: titleOf(taught),
          question: activity.value.question,
          steps: stepsOf(taught),
          cards,
          key: (Object.keys(cardAnswers) as CardAnswer[]).map((answer) => ({
            answer: cardAnswers[answer],
            letters: lettersOf(answer).join(', '),
          })),
        },
      ];
    }),
  };
}
