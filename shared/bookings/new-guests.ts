import type { GuestBody } from '../../events/http/booking-body.ts';
import type { Guest } from '../../events/stored/booking.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Ids } from '../ports/ids.ts';

/** The guests that a request names. Those who are known by their address, ignoring case, keep their id, their answer, and who invited and brought them. */
export const newGuests = (
  bodies: readonly GuestBody[],
  known: readonly Guest[],
  context: { readonly ids: Ids; readonly guestInvites: OrgSettings['guestInvites'] },
): Guest[] => {
  const byAddress = new Map(known.map((guest) => [guest.email.toLowerCase(), guest]));
  return bodies.map((body) => {
    const present = byAddress.get(body.email.toLowerCase());
    return {
      id: present?.id ?? context.ids.next('gst'),
      ...body,
      rsvp: present?.rsvp ?? 'needs_action',
      attendee: present?.attendee ?? context.guestInvites === 'provider',
      ...(present?.broughtBy !== undefined && { broughtBy: present.broughtBy }),
      ...(present?.registration && { registration: present.registration }),
    };
  });
};
