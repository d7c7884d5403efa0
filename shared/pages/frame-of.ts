import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Frame } from './page.ts';

/** What stands around the content of an org's pages. */
export const frameOf = (
  { brand, supportContact }: OrgSettings,
  locale: Frame['locale'],
  { requestId }: { readonly requestId: string },
): Omit<Frame, 'title'> => ({ locale, brand, supportContact, requestId });
