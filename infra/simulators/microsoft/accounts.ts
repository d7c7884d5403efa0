import { createHash } from 'node:crypto';
import { guidOf } from './guid.ts';
import { CONSUMERS } from './tenants.ts';

/** Of Teams: has it, gets events without a link and without a word, is refused, or gets the link some seconds late. */
export const LICENCES = ['teams', 'none', 'refused', 'late', 'never'] as const;
type Licence = (typeof LICENCES)[number];

export interface Account {
  /** With `tid`, the key of a person here: GUIDs, never reused. */
  readonly oid: string;
  readonly tid: string;
  /** Graph's own name for the user; only for work accounts it is the `oid`. */
  readonly graphId: string;
  readonly email: string;
  readonly name: string;
  /** IANA; of the mailbox. */
  readonly zone: string;
  readonly licence: Licence;
  readonly mailbox: 'normal' | 'none';
  readonly isAdmin: boolean;
  readonly isDisabled: boolean;
}

export interface Calendar {
  readonly id: string;
  readonly name: string;
  readonly canEdit: boolean;
  readonly isDefault: boolean;
}

type Known = Partial<Omit<Account, 'oid' | 'graphId' | 'email'>>;

export const isPersonal = ({ tid }: Pick<Account, 'tid'>): boolean => tid === CONSUMERS;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Calendars know no immutable id. */
const calendarId = (oid: string, name: string): string =>
  `AAMkAGCal${Buffer.from(digest(`calendar ${oid} ${name}`), 'hex')
    .toString('base64url')
    .slice(0, 40)}AAA=`;

const idsOf = (email: string, tid: string): Pick<Account, 'oid' | 'graphId'> => {
  if (tid !== CONSUMERS) {
    const oid = guidOf(`user ${email}`);
    return { oid, graphId: oid };
  }
  const cid = digest(`user ${email}`).slice(0, 16);
  return { oid: `00000000-0000-0000-${cid.slice(0, 4)}-${cid.slice(4)}`, graphId: cid };
};

/** Who has an account at this Microsoft, and which calendars lie in their mailbox. */
export class Accounts {
  private readonly accounts = new Map<string, Account>();
  private readonly calendars = new Map<string, Calendar[]>();

  /** Adds an account with its default calendar, or changes what is known of it. */
  put(email: string, tid: string, known: Known): Account {
    const address = email.toLowerCase();
    const fresh: Account = {
      ...idsOf(address, tid),
      tid,
      email: address,
      name: address.split('@')[0] ?? address,
      zone: 'UTC',
      licence: 'teams',
      mailbox: 'normal',
      isAdmin: false,
      isDisabled: false,
    };
    const account = { ...(this.accounts.get(address) ?? fresh), ...known };
    this.accounts.set(address, account);
    if (this.calendarsOf(account).length === 0)
      this.putCalendar(account, { name: 'Calendar', canEdit: true, isDefault: true });
    return account;
  }

  putCalendar({ oid }: Account, calendar: Omit<Calendar, 'id'>): Calendar {
    const added = { ...calendar, id: calendarId(oid, calendar.name) };
    const others = (this.calendars.get(oid) ?? []).filter(({ id }) => id !== added.id);
    this.calendars.set(oid, [...others, added]);
    return added;
  }

  removeCalendar({ oid }: Pick<Account, 'oid'>, id: string): void {
    this.calendars.set(
      oid,
      (this.calendars.get(oid) ?? []).filter((each) => each.id !== id),
    );
  }

  all(): Account[] {
    return [...this.accounts.values()];
  }

  /** By address, `oid` or Graph's id. */
  find(name: string): Account | undefined {
    return (
      this.accounts.get(name.toLowerCase()) ??
      this.all().find(({ oid, graphId }) => oid === name || graphId === name)
    );
  }

  calendarsOf({ oid }: Pick<Account, 'oid'>): readonly Calendar[] {
    return this.calendars.get(oid) ?? [];
  }

  /** Letter for letter; without an id the default calendar. */
  calendar(account: Pick<Account, 'oid'>, id?: string): Calendar | undefined {
    return this.calendarsOf(account).find((each) => (id === undefined ? each.isDefault : each.id === id));
  }
}
