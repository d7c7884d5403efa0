/** The UTC months (`2027-01`) that [start, end) touches; an empty interval touches the month of its start. */
export const monthsOf = (start: string, end: string): string[] => {
  const months: string[] = [];
  const cursor = new Date(`${start.slice(0, 7)}-01T00:00:00.000Z`);
  do {
    months.push(cursor.toISOString().slice(0, 7));
    cursor.setUTCMonth(cursor.getUTCMonth() + 1);
  } while (cursor.toISOString() < end);
  return months;
};
