import type { EventType } from '../../events/stored/event-type.ts';

/** An event type as its guests see it. */
export interface BookOffer {
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** By name. */
  readonly hosts: readonly string[];
  /** One of them comes, not all. */
  readonly isOneOfHosts: boolean;
  /** ISO 8601. */
  readonly durations: readonly string[];
  readonly place?: string | undefined;
  readonly questions: EventType['questions'];
}

/** What a guest has chosen so far: it goes along in every link. */
export interface BookChoice {
  readonly zone: string;
  /** One of the offer's. */
  readonly duration: string;
  /** Only where they chose it: else their browser says. */
  readonly locale?: 'en' | 'cs' | undefined;
}
