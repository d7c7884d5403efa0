import { type Html, html } from '../html.ts';
import type { BookFault } from './book-draft.ts';

/** A field of the form for booking: its name is its id, too. */
export interface BookField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  readonly kind: 'text' | 'email' | 'tel' | 'lines' | 'select' | 'radio';
  readonly autocomplete?: string;
  /** Of radio: one below the other. */
  readonly isStacked?: boolean;
  /** Of select and radio: value and words. */
  readonly options?: readonly (readonly [string, string])[];
}

const STAR = html` <span class="star" aria-hidden="true">*</span>`;

const describedBy = ({ name, hint }: BookField, fault: string | undefined): Html | undefined => {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(fault ? [`${name}-fault`] : [])];
  return ids.length === 0 ? undefined : html` aria-describedby="${ids.join(' ')}"`;
};

const attributes = (field: BookField, fault: string | undefined): Html => {
  const { name, required, autocomplete } = field;
  return html`id="${name}" name="${name}"${required && html` required`}${autocomplete && html` autocomplete="${autocomplete}"`}${describedBy(field, fault)}${fault && html` aria-invalid="true"`}`;
};

const control = (field: BookField, fault: string | undefined): Html => {
  const { kind, value, options = [] } = field;
  const common = attributes(field, fault);
  // A browser drops the first line break in a text area: one more keeps the guest's own.
  if (kind === 'lines')
    return html`<textarea ${common} rows="3" class="short">
${value}</textarea>`;
  if (kind === 'select')
    return html`<select ${common}>${options.map(
      ([each, words]) => html`<option value="${each}"${each === value && html` selected`}>${words}</option>`,
    )}</select>`;
  return html`<input ${common} type="${kind}" value="${value}">`;
};

const aside = ({ name, hint }: BookField, fault: string | undefined): Html => html`
${hint && html`<span class="hint" id="${name}-hint">${hint}</span>`}
${fault && html`<span class="fault" id="${name}-fault">${fault}</span>`}`;

const radios = (field: BookField, fault: string | undefined): Html => {
  const { name, label, value, required, options = [], isStacked = false } = field;
  const items = options.map(([each, words], index) => {
    // The summary of faults leads to the first one.
    const id = index === 0 ? html` id="${name}"` : undefined;
    return html`<label class="choice"><input type="radio"${id} name="${name}" value="${each}"${each === value && html` checked`}${required && html` required`}><span>${words}</span></label>`;
  });
  return html`<fieldset class="field${fault && ' wrong'}"${describedBy(field, fault)}>
<legend>${label}${required && STAR}</legend>${aside(field, fault)}
<div class="choices${isStacked && ' stacked'}">${items}</div>
</fieldset>
`;
};

/** A labelled field with its hint and what is wrong with it. */
export const bookField = (field: BookField, faults: readonly BookFault[]): Html => {
  const { name, label, required, kind } = field;
  const fault = faults.find((each) => each.field === name)?.text;
  if (kind === 'radio') return radios(field, fault);
  return html`<div class="field${fault && ' wrong'}">
<label for="${name}">${label}${required && STAR}</label>${aside(field, fault)}
${control(field, fault)}
</div>
`;
};
