/** The properties of a calendar object, unfolded (RFC 5545, 3.1): name, parameters and value of each line. */
export const calendarLines = (content: string): { name: string; params: string; value: string }[] =>
  content
    .replaceAll(/\r\n[ \t]/gu, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const {
        name = '',
        params = '',
        value = '',
      } = /^(?<name>[A-Z-]+)(?<params>(?:;[A-Z-]+=(?:"[^"]*"|[^;:"]*))*):(?<value>.*)$/su.exec(line)
        ?.groups ?? {};
      return { name, params, value };
    });

export const calendarValue = (content: string, wanted: string): string | undefined =>
  calendarLines(content).find(({ name }) => name === wanted)?.value;
