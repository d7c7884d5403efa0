import type { OrgSettings, Privacy } from '../../events/stored/org-settings.ts';
import { HubError } from '../errors.ts';

/** What was asked for, or the org's default; throws `privacy_not_allowed` where the org does not allow it. */
export const allowedPrivacy = (
  wanted: Privacy | undefined,
  { privacy }: Pick<OrgSettings, 'privacy'>,
): Privacy => {
  const chosen = wanted ?? privacy.default;
  if (privacy.allowed.includes(chosen)) return chosen;
  throw new HubError('privacy_not_allowed', {
    detail: 'Your organization does not allow this privacy level.',
    errors: [{ field: 'privacy', message: `must be one of ${privacy.allowed.join(', ')}` }],
  });
};
