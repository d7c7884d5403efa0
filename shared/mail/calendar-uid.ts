/** The identity of a meeting in everybody's calendar, whatever changes; in the domain of our address. */
export const calendarUid = (bookingId: string, address: string): string =>
  `${bookingId}@${address.slice(address.lastIndexOf('@') + 1)}`;
