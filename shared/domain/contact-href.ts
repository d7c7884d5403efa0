import { emailAddress } from '../../events/fields.ts';

/** Where a support contact leads, if it is an address or an https URL; undefined for plain words. */
export const contactHref = (contact: string): string | undefined => {
  if (emailAddress.safeParse(contact).success)
    return `mailto:${encodeURIComponent(contact).replaceAll('%40', '@')}`;
  return /^https:\/\/\S+$/u.test(contact) && URL.canParse(contact) ? contact : undefined;
};
