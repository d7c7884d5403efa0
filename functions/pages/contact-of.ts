import { HubError } from '../../shared/errors.ts';
import type { Deps } from './deps.ts';
import type { MeetingVisit } from './open-link.ts';

export interface Contact {
  readonly name: string;
  readonly email: string;
}

/** To whom a guest writes: whom their mails answer to as well. Undefined: nobody is left. */
export const contactOf = async (
  { people }: Pick<Deps, 'people'>,
  { booking, settings: { brand } }: Pick<MeetingVisit, 'booking' | 'settings'>,
): Promise<Contact | undefined> => {
  if (brand.replyTo !== undefined) return { name: brand.name, email: brand.replyTo };
  const [host] = booking.hosts;
  const person = host && (await people.read(booking.org, host.userId));
  return person && { name: person.name, email: person.email };
};

/** Whoever is too late is told whom to write to. */
export const withContact = async <T>(
  deps: Pick<Deps, 'people'>,
  visit: Pick<MeetingVisit, 'booking' | 'settings'>,
  act: () => Promise<T>,
): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'too_late') throw error;
    const contact = await contactOf(deps, visit);
    throw new HubError('too_late', {
      ...(error.detail !== undefined && { detail: error.detail }),
      ...(contact && { extra: { contact } }),
      cause: error,
    });
  }
};
