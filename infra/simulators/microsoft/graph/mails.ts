import type { EventDraft } from './event-store.ts';

interface Mail {
  readonly from: string;
  readonly to: string;
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response';
  readonly subject: string;
  readonly at: string;
}

/** What Exchange itself mailed because of an event, to anybody, here or not. */
export class Mails {
  private readonly sent: Mail[] = [];

  send(kind: Mail['kind'], { organizer, fields }: EventDraft, addresses: readonly string[]): void {
    for (const to of addresses)
      this.sent.push({
        from: organizer.address,
        to,
        kind,
        subject: fields.subject,
        at: new Date().toISOString(),
      });
  }

  all(): readonly Mail[] {
    return this.sent;
  }
}

export const attendeesOf = ({ fields }: EventDraft): string[] =>
  fields.attendees.map(({ emailAddress }) => emailAddress.address);
