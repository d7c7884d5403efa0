import { HubError, STATUS } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { BOOK_STYLE } from '../../shared/pages/book-style.ts';
import { bookWordsOf } from '../../shared/pages/book-words-of.ts';
import { brandLook } from '../../shared/pages/brand-look.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import type { Frame } from '../../shared/pages/page.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import { pageReply, wantsData } from '../../shared/pages/page-reply.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';

interface Visitor {
  readonly accept: string;
  readonly requestId: string;
}

interface Shown {
  readonly roster: Pick<Roster, 'settings'>;
  readonly locale: Frame['locale'];
  readonly requestId: string;
}

/**
 * A page for booking, in the organization's own look. The product's pages may frame it: nobody is signed in here, so that a click that was
 * stolen would act for nobody.
 */
export const bookReply = (
  status: number,
  { roster: { settings }, locale, requestId }: Shown,
  write: (frame: Omit<Frame, 'title'>) => string,
): Reply & { readonly headers: Readonly<Record<string, string>> } => {
  const look = brandLook(settings.brand, BOOK_STYLE);
  const html = write({ ...frameOf(settings, locale, { requestId }), look });
  return { status, html, headers: pageHeaders({ look, framedBy: settings.origins }) };
};

/** What is offered no more, or never was, is a page in words; programs get a problem. */
export const orNothing = async (
  { accept, requestId }: Visitor,
  locale: Frame['locale'],
  answer: () => Promise<Reply>,
): Promise<Reply> => {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'not_found' || wantsData(accept)) throw error;
    const frame = { locale, brand: { name: 'Meridian' }, requestId };
    return pageReply(STATUS.not_found, messagePage({ ...frame, ...bookWordsOf(locale).nothing }));
  }
};
