import type { FormFieldInputProps } from '@keystatic/core';
import { type CSSProperties, type ReactElement, useId, useReducer } from 'react';

/**
 * Keystatic is the form, zod is the law: here a field of the form gets the law's own verdict and words, so that
 * nothing is saved that the build refuses.
 */

/** What the law says against a value, a line for each message, or undefined if it has none. */
export type Complaint<Value> = (value: Value) => string | undefined;

/** What every field of the form has that an editor fills in. */
interface Fillable<Value> {
  Input(props: FormFieldInputProps<Value>): ReactElement | null;
  validate(value: Value, extra?: unknown): unknown;
}

/**
 * Puts a field under a law: a complaint stops the save, and stands at the field once the editor has left it or
 * has tried to save. `place` is for a field that is longer than the screen.
 */
export function lawfulField<Value, Field extends Fillable<Value>>(
  field: Field & Fillable<Value>,
  complaintAbout: Complaint<Value>,
  place: CSSProperties = {},
): Field {
  const FieldInput = field.Input;
  return {
    ...field,
    validate(value: Value, extra?: unknown) {
      const complaint = complaintAbout(value);
      if (complaint !== undefined) throw new Error(complaint);
      return field.validate(value, extra);
    },
    Input: (props: FormFieldInputProps<Value>) => (
      <WithComplaint
        complaint={() => complaintAbout(props.value)}
        atOnce={props.forceValidation}
        place={place}
      >
        <FieldInput {...props} />
      </WithComplaint>
    ),
  };
}

interface WithComplaintProps {
  /** Called only when the complaint would be shown, because checking a long body takes time. */
  readonly complaint: () => string | undefined;
  readonly atOnce: boolean;
  readonly place: CSSProperties;
  readonly children: ReactElement;
}

function WithComplaint({ complaint, atOnce, place, children }: WithComplaintProps): ReactElement {
  const [wasLeft, leave] = useReducer(() => true, false);
  const id = useId();
  const shown = wasLeft || atOnce ? complaint() : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and break the editor's height
    <div role="group" aria-describedby={shown === undefined ? undefined : id} onBlur={leave} style={layout}>
      {children}
      {shown !== undefined && (
        <p id={id} role="alert" style={{ ...looks, ...place }}>
          {shown}
        </p>
      )}
    </div>
  );
}

/** As if the group were not there, but with room for what is chosen: Keystatic cuts the labels of its selects short. */
const layout = { display: 'contents', '--kui-size-alias-single-line-width': '100%' } as const;

/** Like Keystatic's own messages. */
const looks: CSSProperties = {
  color: 'var(--kui-color-foreground-critical)',
  fontFamily: 'var(--kui-typography-font-family-base)',
  fontSize: 'var(--kui-typography-text-small-size)',
  margin: '0.75em 0 0',
  // A line for each mistake.
  whiteSpace: 'pre-line',
};

/**
 * The law as the pattern of a text field. Keystatic asks `test` first and then shows `message`, in the place that
 * it ties to the text box for screen readers.
 */
export function patternOf(complaintAbout: Complaint<string>): { regex: RegExp; readonly message: string } {
  let complaint: string | undefined;
  const asked: Pick<RegExp, 'test'> = {
    test(text) {
      complaint = complaintAbout(text);
      return complaint === undefined;
    },
  };
  return {
    regex: asked as RegExp,
    get message() {
      return complaint ?? '';
    },
  };
}
