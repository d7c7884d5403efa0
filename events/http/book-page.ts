import * as z from 'zod';
import { ianaZone, instant, locale } from '../fields.ts';

/** `/book/{eventTypeId}`: an id of any shape is looked up; one that nobody has is a page in words. */
export const BookPageParams = z.strictObject({ eventTypeId: z.string() });

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** Links are cut and decorated on their way: what cannot be read is as good as absent. */
export const BookPageQuery = z.object({
  /** Of the guest; the first host's where it is absent. */
  zone: lenient(ianaZone),
  /** One of the event type's; its first where it is absent. */
  duration: lenient(z.string()),
  locale: lenient(locale),
  month: lenient(z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u)),
  day: lenient(z.iso.date()),
  /** The slot that the form is for. */
  start: lenient(instant),
});
export type BookPageQuery = z.infer<typeof BookPageQuery>;

const typed = z.string().default('');

/**
 * The form as a browser sends it: `answer.<id>` for each question. It is judged as a booking, so that people are told in their own words;
 * whatever else a browser sends along is not heeded.
 */
export const BookForm = z
  .object({
    start: typed,
    duration: typed,
    zone: typed,
    locale: typed,
    /** Minted into each form: pressed twice, it books once. */
    key: typed,
    name: typed,
    email: typed,
    /** Addresses, one a line; `Ann <ann@example.com>` names the guest, too. */
    guests: typed,
  })
  .catchall(z.string());
export type BookForm = z.infer<typeof BookForm>;
