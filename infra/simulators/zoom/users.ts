import { createHash } from 'node:crypto';

export type Status = 'active' | 'inactive' | 'pending' | 'deleted';

export interface User {
  /** 22 characters, case-sensitive, the same whatever the address becomes. */
  readonly id: string;
  /** The company, shared by all its users. */
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly zone: string;
  readonly plan: 'basic' | 'licensed';
  readonly status: Status;
  /** Ten digits. */
  readonly pmi: number;
  /** The company's admin has to allow the app before its users can. */
  readonly needsPreApproval: boolean;
}

type Known = Partial<Omit<User, 'id' | 'email' | 'pmi'>>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const idOf = (text: string): string => digest(text).toString('base64url').slice(0, 22);

const newUser = (email: string): User => ({
  id: idOf(`user ${email}`),
  accountId: idOf(`account ${email.split('@')[1] ?? email}`),
  email,
  name: email.split('@')[0] ?? email,
  zone: 'UTC',
  plan: 'licensed',
  status: 'active',
  pmi: 1_000_000_000 + (digest(`pmi ${email}`).readUInt32BE() % 9_000_000_000),
  needsPreApproval: false,
});

/** Who has an account at this Zoom. */
export class Users {
  private readonly byId = new Map<string, User>();

  /** Adds a user, or changes what is known of one. */
  put(email: string, known: Known): User {
    const address = email.toLowerCase();
    const user = { ...(this.byEmail(address) ?? newUser(address)), ...known };
    this.byId.set(user.id, user);
    return user;
  }

  /** The same user under another address. */
  rename(user: User, email: string): User {
    const renamed = { ...user, email: email.toLowerCase() };
    this.byId.set(user.id, renamed);
    return renamed;
  }

  all(): User[] {
    return [...this.byId.values()];
  }

  /** By id, letter for letter, or by address. */
  find(name: string): User | undefined {
    return this.byId.get(name) ?? this.byEmail(name.toLowerCase());
  }

  private byEmail(address: string): User | undefined {
    return this.all().find(({ email }) => email === address);
  }
}
