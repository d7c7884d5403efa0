import { createHash } from 'node:crypto';
import type { Courier } from '../../courier.ts';

export interface Channel {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceUri: string;
  readonly address: string;
  readonly token?: string;
  readonly expiration: number;
  readonly account: string;
  readonly clientId: string;
  /** What is watched: a calendar's events, or the account's list of calendars. */
  readonly watched: string;
}

type State = 'sync' | 'exists';

export const watchedEvents = (calendarId: string): string => `events ${calendarId}`;
export const watchedList = (email: string): string => `calendarList ${email}`;

/** Stable for a user and what they watch, so two channels on one calendar share it. */
export const resourceIdOf = (email: string, watched: string): string =>
  createHash('sha256').update(`${email} ${watched}`).digest('base64url').slice(0, 27);

const headersOf = (channel: Channel, number: number, state: State): Record<string, string> => ({
  'content-type': 'application/json; utf-8',
  accept: '*/*',
  'user-agent': 'APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)',
  'x-goog-channel-id': channel.id,
  'x-goog-channel-expiration': new Date(channel.expiration).toUTCString(),
  'x-goog-message-number': String(number),
  'x-goog-resource-id': channel.resourceId,
  'x-goog-resource-state': state,
  'x-goog-resource-uri': channel.resourceUri,
  ...(channel.token !== undefined && { 'x-goog-channel-token': channel.token }),
});

/** Who is told of changes: https://developers.google.com/workspace/calendar/api/guides/push */
export class Channels {
  private readonly channels = new Map<string, Channel & { number: number }>();
  private readonly usedIds = new Set<string>();
  private readonly courier: Courier;
  private readonly random: () => number;

  constructor(courier: Courier, random: () => number) {
    this.courier = courier;
    this.random = random;
  }

  /** An id is spent for good, also when its channel has ended. */
  isUsed(id: string): boolean {
    return this.usedIds.has(id);
  }

  open(channel: Channel): void {
    this.usedIds.add(channel.id);
    const opened = { ...channel, number: 1 };
    this.channels.set(channel.id, opened);
    this.tell(opened, 'sync');
  }

  live(): Channel[] {
    return [...this.channels.values()].filter(({ expiration }) => expiration > Date.now());
  }

  stop(id: string): void {
    this.channels.delete(id);
  }

  /** Numbers grow with gaps, which prove nothing. */
  changed(watched: string): void {
    for (const channel of this.channels.values()) {
      if (channel.watched !== watched || channel.expiration <= Date.now()) continue;
      channel.number += 1 + Math.floor(this.random() * 900);
      this.tell(channel, 'exists');
    }
  }

  private tell(channel: Channel & { number: number }, state: State): void {
    this.courier.send({
      url: channel.address,
      headers: headersOf(channel, channel.number, state),
      body: '',
      isWanted: () => channel.expiration > Date.now(),
    });
  }
}
