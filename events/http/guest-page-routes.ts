import {
  GuestAnswer,
  GuestAnswered,
  GuestCancel,
  GuestCancelled,
  GuestMove,
  GuestMoved,
  GuestPage,
  GuestPageParams,
  GuestStarts,
} from './guest-page.ts';
import type { RouteContract } from './route-contract.ts';

const guest = { params: GuestPageParams } as const;
const shown = { 200: GuestPage } as const;
const looked = { summary: 'Whether the page is there', ...guest, replies: { 200: undefined } } as const;

/** What guests do with their meetings, each by a key of their own: pages, and the same as data. */
export const guestPageRoutes: Readonly<Record<string, RouteContract>> = {
  'GET /b/{token}': { summary: 'A guest sees their meeting', ...guest, replies: shown },
  'HEAD /b/{token}': looked,
  'GET /b/{token}/cancel': { summary: 'Asks whether to cancel', ...guest, replies: shown },
  'HEAD /b/{token}/cancel': looked,
  'POST /b/{token}/cancel': {
    summary: 'The guest who booked cancels, others decline',
    ...guest,
    body: GuestCancel,
    replies: { 200: GuestCancelled },
  },
  'GET /b/{token}/reschedule': {
    summary: 'Other times with the same hosts',
    ...guest,
    replies: { 200: GuestStarts },
  },
  'HEAD /b/{token}/reschedule': looked,
  'POST /b/{token}/reschedule': {
    summary: 'The guest who booked moves the meeting',
    ...guest,
    body: GuestMove,
    replies: { 200: GuestMoved },
  },
  'GET /b/{token}/rsvp': { summary: 'Asks whether the guest comes', ...guest, replies: shown },
  'HEAD /b/{token}/rsvp': looked,
  'POST /b/{token}/rsvp': {
    summary: 'A guest says whether they come',
    ...guest,
    body: GuestAnswer,
    replies: { 200: GuestAnswered },
  },
  'GET /b/{token}/invite.ics': {
    summary: 'The meeting as a calendar file',
    ...guest,
    replies: { 200: 'data' },
  },
  'HEAD /b/{token}/invite.ics': looked,
};
