/** Of routes whose answer can be waited for until there is news. */
export const NEWS = ['If-None-Match', 'Prefer'] as const;
