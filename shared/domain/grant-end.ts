import type { Connection } from '../../events/stored/connection.ts';

/** Of all personal accounts: https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference */
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Where the user of a Microsoft account ends what they have allowed: no app can do it for them. */
export const grantEnd = ({ accountKey }: Pick<Connection, 'accountKey'>): { text: string; url: string } => {
  const isPersonal = accountKey.startsWith(CONSUMERS);
  const url = isPersonal ? 'https://account.live.com/consent/Manage' : 'https://myapps.microsoft.com';
  return {
    url,
    text: `This hub has forgotten its access and can do nothing in the account any more. Microsoft still lists the permission: remove it at ${url} if you like.`,
  };
};
