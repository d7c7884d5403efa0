import * as z from 'zod';
import { ianaZone, instant } from '../../events/fields.ts';
import type { BookForm } from '../../events/http/book-page.ts';
import { judgeAnswers } from '../../shared/domain/judge-answers.ts';
import { HubError, STATUS } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { BookDraft } from '../../shared/pages/book-draft.ts';
import { type BookAsk, bookFormPage } from '../../shared/pages/book-form-page.ts';
import { bookTimesPage } from '../../shared/pages/book-times-page.ts';
import { bookWordsOf } from '../../shared/pages/book-words-of.ts';
import type { Log } from '../../shared/ports/log.ts';
import { chooseDuration } from '../../shared/scheduling/choose-duration.ts';
import { offerAlternatives } from '../../shared/scheduling/offer-alternatives.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';
import { bookFaults } from './book-faults.ts';
import { bookReply } from './book-reply.ts';
import { findBookTimes } from './find-book-times.ts';
import type { PublicDeps } from './public-deps.ts';
import { chooseBook, viewBookOffer } from './view-book-offer.ts';

export interface RefusalDeps extends PublicDeps {
  readonly log: Log;
}

interface Tried {
  readonly roster: Roster;
  readonly draft: BookDraft;
  readonly form: BookForm;
  readonly locale: 'en' | 'cs';
  readonly press: { readonly requestId: string; readonly routeKey: string };
}

type Refusal = Pick<BookAsk, 'faults'> & Partial<Pick<BookAsk, 'notice' | 'alternatives' | 'draft'>>;

const Alternatives = z.array(z.object({ start: z.string() })).catch([]);

/** Of a form that stood open until its time had passed, or whose time was never offered. */
const others = async (deps: PublicDeps, { roster, form, draft }: Tried): Promise<string[]> => {
  const now = deps.clock.now();
  const durationMs = chooseDuration(roster.eventType, form.duration || undefined);
  const wanted = instant.safeParse(draft.start).data ?? new Date(now).toISOString();
  const found = await offerAlternatives(deps)(roster, { durationMs, now }, wanted);
  return found.map(({ start }) => start);
};

const ofErrors = async (deps: PublicDeps, error: HubError, tried: Tried): Promise<Refusal> => {
  const { roster, draft, locale } = tried;
  const words = bookWordsOf(locale);
  const errors = error.errors ?? [];
  // Answers are judged where the rest is in order: a guest is told of everything at once.
  const { errors: ofAnswers } = judgeAnswers(roster.eventType.questions, draft.answers);
  const faults = bookFaults([...errors, ...ofAnswers], draft, roster.eventType, words);
  const isTooLate = errors.some(({ field }) => field === 'start');
  if (!isTooLate) return faults.length > 0 ? { faults } : { faults, notice: words.again };
  return { faults, notice: words.taken, alternatives: await others(deps, tried) };
};

const byCode = async (deps: PublicDeps, error: HubError, tried: Tried): Promise<Refusal> => {
  const words = bookWordsOf(tried.locale);
  if (error.code === 'invalid_request') return ofErrors(deps, error, tried);
  if (error.code === 'slot_taken') {
    const alternatives = Alternatives.parse(error.extra.alternatives).map(({ start }) => start);
    return { faults: [], notice: words.taken, alternatives };
  }
  if (error.code === 'idempotency_key_reused')
    return { faults: [], notice: words.used, draft: { ...tried.draft, key: deps.ids.secret() } };
  if (error.code === 'rate_limited')
    return { faults: [], notice: words.limited(Math.ceil((error.retryAfterSeconds ?? 60) / 60)) };
  return { faults: [], notice: words.again };
};

const LOST = ['zone', 'duration'];

/** The length, or what else no field of the form is for, is not there any more: the guest chooses again. */
const isLost = (error: HubError): boolean => error.errors?.some(({ field }) => LOST.includes(field)) ?? false;

const told = (log: Log, error: unknown, { requestId, routeKey: route }: Tried['press']): HubError => {
  if (error instanceof HubError) {
    log.info('page.refused', { requestId, route, code: error.code });
    return error;
  }
  log.error('page.failed', error, { requestId, route });
  return new HubError('internal', { cause: error });
};

/** A form that booked nothing, shown again with all that was typed: what is wrong, beside the fields, or what became of it, in words. */
export const refuseBook =
  (deps: RefusalDeps) =>
  async (thrown: unknown, tried: Tried): Promise<Reply> => {
    const { roster, draft, form, locale, press } = tried;
    const error = told(deps.log, thrown, press);
    const status = STATUS[error.code];
    const shown = { roster, locale, requestId: press.requestId };
    const offer = viewBookOffer(roster);
    const choice = chooseBook(roster, { ...form, locale, zone: ianaZone.safeParse(form.zone).data });
    if (isLost(error)) {
      const times = await findBookTimes(deps)(roster, choice, { isGone: true });
      return bookReply(status, shown, (frame) => bookTimesPage(frame, offer, times));
    }
    const refusal = await byCode(deps, error, tried);
    const { alternatives } = refusal;
    const kept = { ...draft, ...(alternatives && { start: '' }), ...refusal.draft };
    const reply = bookReply(status, shown, (frame) =>
      bookFormPage(frame, offer, { choice, ...refusal, draft: kept }),
    );
    const { retryAfterSeconds: wait } = error;
    return {
      ...reply,
      headers: { ...reply.headers, ...(wait !== undefined && { 'retry-after': String(wait) }) },
    };
  };
