import * as z from 'zod';

/** Zoom writes them as numbers, some longer than a number holds, or as text. */
const id = z.union([z.string(), z.number().transform(String)]).pipe(z.string().regex(/^\d{1,25}$/u));
const https = z.url({ protocol: /^https$/u });

/** A meeting as POST and GET answer it. Its start link is read where it is asked for, and nowhere else. */
export const ZoomMeeting = z.object({
  id,
  host_id: z.string().optional(),
  topic: z.string().default(''),
  agenda: z.string().default(''),
  start_time: z.string(),
  duration: z.number(),
  join_url: https,
  status: z.string().optional(),
});
export type ZoomMeeting = z.infer<typeof ZoomMeeting>;

export const ZoomStartLink = z.object({ start_url: https });

/** `GET /users/me/meetings`, one page. */
export const ZoomMeetings = z.object({
  next_page_token: z.string().default(''),
  meetings: z
    .array(
      z.object({
        id,
        agenda: z.string().default(''),
        start_time: z.string().optional(),
        duration: z.number().optional(),
      }),
    )
    .default([]),
});

/** `POST /meetings/{id}/registrants` */
export const ZoomRegistrant = z.object({ registrant_id: z.string().min(1), join_url: https });
