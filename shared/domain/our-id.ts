/** Whether an event's id looks like one of our making; hardly anybody else's does. */
export const isOurId = (id: string): boolean => /^[\da-f]{40}$/u.test(id);
