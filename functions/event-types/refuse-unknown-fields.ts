import * as z from 'zod';
import { locale } from '../../events/fields.ts';
import { BookForm } from '../../events/http/book-page.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { parseInput } from '../../shared/http/parse-input.ts';
import { answerField } from '../../shared/pages/book-draft.ts';

/** A browser may send along the name of a button; a program is told what means nothing here. Throws `invalid_request` by the fields. */
export const refuseUnknownFields = (form: BookForm, { questions }: Pick<EventType, 'questions'>): void => {
  const answers = questions.map(({ id }) => [answerField(id), z.string().optional()] as const);
  const known = z.strictObject({
    ...BookForm.shape,
    locale: z.literal(['', ...locale.options]),
    ...Object.fromEntries(answers),
  });
  parseInput(known, form, 'body');
};
