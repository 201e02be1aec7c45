/** What to know before posting: on every kit's page, and in every kit's ZIP. */
export const beforeYouPost = [
  {
    title: 'Post the words, not the person',
    text: 'Never add a name, a face, a school or a place, and don’t guess who it is about. Take anybody out of the post who asks.',
  },
  {
    title: 'Don’t tag an area',
    text: 'No location, no local hashtag, no “this is happening here”. No area is the story.',
  },
  {
    title: 'Keep the label and the line about help',
    text: 'They belong to the card. Paste the description too, so that everybody gets it.',
  },
  {
    title: 'Stay by the comments',
    text: 'Be there for the first hours, or turn them off. Hide names, blame and boasting. If somebody says it’s true for them, answer kindly, in private, with somewhere to turn. In danger: 999.',
  },
  {
    title: 'Take it down',
    text: 'If the story is withdrawn, if somebody says that it points to them, or if you wouldn’t post it today. Nobody has to say why.',
  },
] as const;
