import { describeDay, describeStart } from '../domain/describe-slot.ts';
import { slotDays } from '../domain/slot-days.ts';
import { type Html, html } from '../html.ts';

interface Offered {
  /** Epoch milliseconds, in order. */
  readonly starts: readonly number[];
  readonly zone: string;
  readonly locale: 'en' | 'cs';
}

const choice = (start: number, { zone, locale, starts }: Offered): Html => {
  const value = new Date(start).toISOString();
  const id = start === starts[0] ? html` id="start"` : undefined;
  return html`<label class="start"><input type="radio" name="start" value="${value}" required${id}>${describeStart(start, zone, locale)}</label>
`;
};

/** Starts to choose one of, day by day. */
export const startChoices = (offered: Offered): Html[] =>
  [...slotDays(offered.starts, offered.zone)].map(
    ([date, starts]) => html`<fieldset><legend>${describeDay(date, offered.locale)}</legend>
<div class="starts">
${starts.map((start) => choice(start, offered))}</div></fieldset>
`,
  );
