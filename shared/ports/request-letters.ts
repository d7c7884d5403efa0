import type { ConnectRequest } from '../../events/stored/connect-request.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';

/** The mail that asks one user to connect. */
export interface RequestLetter {
  readonly request: ConnectRequest;
  readonly to: Pick<Person, 'name' | 'email' | 'zone' | 'locale'>;
  /** The admin who asks; undefined when they are gone. */
  readonly asker: Pick<Person, 'name' | 'email'> | undefined;
  /** False for Meet or Teams beside its calendar, where that is connected: it is only turned on. */
  readonly needsConsent: boolean;
  readonly settings: OrgSettings;
  /** The key to the page: single use, never stored as it is. */
  readonly token: string;
  /** UTC instant of writing it. */
  readonly at: string;
  readonly trace: string;
}

export interface RequestLetters {
  /** The whole message as MIME bytes. */
  write(letter: RequestLetter): Promise<Uint8Array>;
}
