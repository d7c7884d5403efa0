import { typeOf } from '../webhooks/user-events.ts';
import type { World } from '../world.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';

/** `GET /users/me`. */
export const me = (_world: World, { user }: ApiRequest): ApiAnswer => {
  const [first = '', ...rest] = user.name.split(' ');
  return {
    status: 200,
    body: {
      id: user.id,
      account_id: user.accountId,
      email: user.email,
      first_name: first,
      last_name: rest.join(' '),
      display_name: user.name,
      type: typeOf(user),
      role_name: 'Member',
      pmi: user.pmi,
      use_pmi: false,
      personal_meeting_url: `https://us02web.zoom.us/j/${user.pmi}`,
      timezone: user.zone,
      verified: 1,
      status: user.status,
      language: 'en-US',
      created_at: '2020-01-01T00:00:00Z',
    },
  };
};
