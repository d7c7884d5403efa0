const GRAPH = 'https://graph.microsoft.com/';

/** What each permission says on the consent page. */
const SENTENCES = new Map([
  ['openid', 'Sign you in'],
  ['profile', 'View your basic profile'],
  ['email', 'View your email address'],
  ['offline_access', 'Maintain access to data you have given it access to'],
  ['User.Read', 'View your basic profile and sign you in'],
  ['Calendars.Read', 'Read your calendars'],
  ['Calendars.ReadBasic', 'Read basic details of your calendars'],
  ['Calendars.ReadWrite', 'Have full access to your calendars'],
  ['Calendars.Read.Shared', 'Read calendars you can access'],
  ['Calendars.ReadWrite.Shared', 'Read and write calendars you can access'],
  ['MailboxSettings.Read', 'Read your mailbox settings'],
  ['OnlineMeetings.ReadWrite', 'Read and create your online meetings'],
]);
const OPENID = ['openid', 'profile', 'email', 'offline_access'];

/** Everything that the app's registration asks for: `/.default`. */
export const REGISTERED = ['User.Read', 'Calendars.ReadWrite'];
export const EVERYTHING = [...SENTENCES.keys()];

export const isOpenId = (scope: string): boolean => OPENID.includes(scope);
export const scopeSentence = (scope: string): string => SENTENCES.get(scope) ?? scope;

/** Short names mean Graph and case does not count; undefined: there is no such permission. */
const knownScope = (text: string): string | undefined => {
  const short = text.startsWith(GRAPH) ? text.slice(GRAPH.length) : text;
  return EVERYTHING.find((each) => each.toLowerCase() === short.toLowerCase());
};

/** The asked scopes in their own spelling, or the first one that does not exist. */
export const readScopes = (text: string): { scopes: string[] } | { unknown: string } => {
  const words = text.split(' ').filter((word) => word !== '');
  const scopes = words.flatMap((word) => (/(^|\/)\.default$/.test(word) ? REGISTERED : [knownScope(word)]));
  const at = scopes.indexOf(undefined);
  if (at >= 0) return { unknown: words[at] ?? '' };
  return { scopes: [...new Set(scopes.filter((scope) => scope !== undefined))] };
};

/** Answers may spell them long: `offline_access` is not told at all. */
export const shownScopes = (scopes: readonly string[], isLong: boolean): string[] =>
  scopes
    .filter((scope) => scope !== 'offline_access')
    .map((scope) => (isLong && !isOpenId(scope) ? `${GRAPH}${scope}` : scope));
