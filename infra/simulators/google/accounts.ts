import { createHash } from 'node:crypto';

export type MeetMode = 'immediate' | 'pending' | 'failure' | 'unsupported';
export const ROLES = ['freeBusyReader', 'reader', 'writerWithoutPrivateAccess', 'writer', 'owner'] as const;
export type Role = (typeof ROLES)[number];

export interface Account {
  readonly email: string;
  readonly name: string;
  /** 21 digits, never reused: https://developers.google.com/identity/openid-connect/openid-connect */
  readonly sub: string;
  readonly zone: string;
  readonly meet: MeetMode;
  /** The Workspace domain, if any. */
  readonly hd?: string;
  /** The admin switched the Calendar service off. */
  readonly calendarOff: boolean;
  readonly isSuspended: boolean;
  /** May read the directory of the domain. */
  readonly isAdmin: boolean;
}

export interface Calendar {
  readonly id: string;
  readonly summary: string;
  readonly zone: string;
  /** The account whose main calendar it is. */
  readonly primaryOf?: string;
  /** Holidays, birthdays and the like: no pushes. */
  readonly isGenerated: boolean;
}

const subOf = (email: string): string => {
  const digest = createHash('sha256').update(email).digest('hex');
  return `1${(BigInt(`0x${digest}`) % 10n ** 20n).toString().padStart(20, '0')}`;
};

type Known = Partial<Omit<Account, 'email'>>;

/** Who has an account here, and who may do what on which calendar. */
export class Accounts {
  private readonly accounts = new Map<string, Account>();
  private readonly calendars = new Map<string, Calendar>();
  private readonly roles = new Map<string, Map<string, Role>>();

  /** Adds an account with its main calendar, or changes what is known of it. */
  put(email: string, known: Known): Account {
    const address = email.toLowerCase();
    const before = this.accounts.get(address);
    const account: Account = {
      email: address,
      name: address.split('@')[0] ?? address,
      sub: subOf(address),
      zone: 'UTC',
      meet: 'pending',
      calendarOff: false,
      isSuspended: false,
      isAdmin: false,
      ...before,
      ...known,
    };
    this.accounts.set(address, account);
    this.putCalendar(
      { id: address, summary: address, zone: account.zone, primaryOf: address, isGenerated: false },
      address,
      'owner',
    );
    return account;
  }

  putCalendar(calendar: Calendar, email: string, role: Role): void {
    const before = this.calendars.get(calendar.id);
    this.calendars.set(calendar.id, { ...before, ...calendar });
    this.setRole(calendar.id, email, role);
  }

  setRole(calendarId: string, email: string, role: Role | undefined): void {
    const roles = this.roles.get(calendarId) ?? new Map<string, Role>();
    if (role === undefined) roles.delete(email);
    else roles.set(email, role);
    this.roles.set(calendarId, roles);
  }

  all(): Account[] {
    return [...this.accounts.values()];
  }

  /** By address or by `sub`. */
  find(name: string): Account | undefined {
    return this.accounts.get(name.toLowerCase()) ?? this.all().find(({ sub }) => sub === name);
  }

  calendar(id: string): Calendar | undefined {
    return this.calendars.get(id.includes('@') ? id.toLowerCase() : id) ?? this.calendars.get(id);
  }

  role(calendarId: string, email: string): Role | undefined {
    return this.roles.get(calendarId)?.get(email);
  }

  calendarsOf(email: string): { calendar: Calendar; role: Role }[] {
    return [...this.calendars.values()].flatMap((calendar) => {
      const role = this.role(calendar.id, email);
      return role ? [{ calendar, role }] : [];
    });
  }
}

export const isAtLeast = (role: Role, wanted: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(wanted);
