import { brandLook } from '../../shared/pages/brand-look.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { GUEST_STYLE } from '../../shared/pages/guest-style.ts';
import type { Frame } from '../../shared/pages/page.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import type { MeetingVisit } from './open-link.ts';

export type GuestFrame = Omit<Frame, 'title'>;

/** What stands around a guest's pages, in their language and their organization's colours. */
export const guestFrame = (
  { settings, guest }: Pick<MeetingVisit, 'settings' | 'guest'>,
  request: { readonly requestId: string },
): GuestFrame => ({
  ...frameOf(settings, guest.locale ?? 'en', request),
  look: brandLook(settings.brand, GUEST_STYLE),
});

/** A guest's page with the headers of every page. */
export const guestPage = (status: number, html: string, { look }: GuestFrame) => ({
  status,
  html,
  headers: pageHeaders({ look }),
});
