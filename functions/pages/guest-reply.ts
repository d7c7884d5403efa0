import { type ErrorCode, HubError, STATUS } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import type { Frame } from '../../shared/pages/page.ts';
import { pageReply, wantsData } from '../../shared/pages/page-reply.ts';
import type { PageWords } from '../../shared/pages/page-words.ts';
import { pageWordsOf } from '../../shared/pages/page-words-of.ts';
import type { Visit } from './open-link.ts';

interface Visitor {
  readonly accept: string;
  readonly requestId: string;
}

const REFUSALS = {
  nowhere: ['not_found', 'unknown'],
  'to the past': ['link_expired', 'expired'],
  'to others': ['link_expired', 'takenOff'],
} as const satisfies Record<string, readonly [ErrorCode, keyof PageWords]>;

/** A link that leads to no meeting, in words or as a problem. */
export const refuseVisit = (
  visit: Exclude<Visit, { leads: 'to meeting' }>,
  visitor: Visitor,
  locale: Frame['locale'],
): Reply => {
  const [code, words] = REFUSALS[visit.leads];
  const message = pageWordsOf(locale)[words];
  if (wantsData(visitor.accept)) throw new HubError(code, { detail: message.text.replaceAll('\n', ' ') });
  const frame =
    visit.leads === 'nowhere'
      ? { locale, brand: { name: 'Meridian' }, requestId: visitor.requestId }
      : frameOf(visit.settings, locale, visitor);
  return pageReply(STATUS[code], messagePage({ ...frame, ...message }));
};
