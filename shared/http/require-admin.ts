import { HubError } from '../errors.ts';
import type { Caller } from './request.ts';

/** Refuses everybody but admins of the org. */
export const requireAdmin = ({ role }: Caller): void => {
  if (role !== 'admin')
    throw new HubError('forbidden', { detail: 'Only an admin of your organization may do this.' });
};
