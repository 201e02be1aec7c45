import { type FormFieldInputProps, fields } from '@keystatic/core';
import { type ReactElement, useState } from 'react';
import { type Complaint, patternOf } from './law.tsx';

type Props = FormFieldInputProps<number | null>;

/**
 * A number typed as text. Keystatic's own number box rounds to three decimals when it is left, and shows the year
 * 2018 as 2,018.
 */
export function numberInput(
  words: { readonly label: string; readonly description: string },
  complaintAbout: Complaint<number | null>,
): (props: Props) => ReactElement {
  const pattern = patternOf((text) => complaintAbout(numberIn(text)));
  const { Input } = fields.text({ ...words, validation: { pattern } });
  return (props) => <NumberInput {...props} TextInput={Input} />;
}

function NumberInput({
  value,
  onChange,
  TextInput,
  ...rest
}: Props & { TextInput: TextInput }): ReactElement {
  const [typed, setTyped] = useState('');
  // What was typed is shown as it was typed, such as “2.”, while it means the stored value. When the value is changed from
  // elsewhere, the value is shown.
  const text = Object.is(numberIn(typed), value) ? typed : String(value ?? '');
  const take = (next: string) => {
    setTyped(next);
    onChange(numberIn(next));
  };
  return <TextInput {...rest} value={text} onChange={take} />;
}

type TextInput = ReturnType<typeof fields.text>['Input'];

/** A text as a number; null if it is empty. What is no number becomes `NaN`, which the schema refuses. */
function numberIn(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
