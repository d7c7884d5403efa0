import * as z from 'zod';
import { call } from './http.ts';

interface Linked {
  readonly joinUrl?: string | undefined;
}

/** Zoom's ids may be longer than a number holds, so that they are taken from the link. */
const idOf = ({ joinUrl = '' }: Linked = {}): string => /\/j\/(\d+)/u.exec(joinUrl)?.[1] ?? '';

/** A person's own view of their meetings at Zoom; `token`: their own there. */
export const zoomMeetings = (zoom: string, token: string) => {
  const pathOf = (linked: Linked | undefined) => `${zoom}/v2/meetings/${idOf(linked)}`;
  return {
    /** In epoch ms; undefined where there is no such meeting any more. */
    start: async (linked: Linked | undefined): Promise<number | undefined> => {
      const response = await fetch(pathOf(linked), { headers: { authorization: `Bearer ${token}` } });
      if (response.status === 404) return undefined;
      const { start_time: start } = z.object({ start_time: z.string() }).parse(await response.json());
      return Date.parse(start);
    },
    /** To an instant, for half an hour. */
    move: (linked: Linked | undefined, start: number) =>
      call(pathOf(linked), {
        method: 'PATCH',
        token,
        body: {
          start_time: new Date(start).toISOString().replace('.000Z', 'Z'),
          timezone: 'UTC',
          duration: 30,
        },
      }),
  };
};
