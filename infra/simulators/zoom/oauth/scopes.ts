/** A user-managed app's granular scopes, as the Marketplace names them: https://developers.zoom.us/docs/integrations/oauth-scopes-overview/ */
export const SCOPES = {
  'user:read:user': 'View a user',
  'meeting:read:meeting': 'View a meeting',
  'meeting:read:list_meetings': 'View your meetings',
  'meeting:write:meeting': 'Create a meeting for you',
  'meeting:update:meeting': 'Update a meeting',
  'meeting:delete:meeting': 'Delete a meeting',
  'meeting:read:list_registrants': 'View the registrants of a meeting',
  'meeting:write:registrant': 'Add a registrant to a meeting',
  'meeting:delete:registrant': 'Delete a registrant of a meeting',
} as const;
export type Scope = keyof typeof SCOPES;

export const isScope = (name: string): name is Scope => Object.hasOwn(SCOPES, name);
export const ALL_SCOPES: readonly Scope[] = Object.keys(SCOPES).filter(isScope);
