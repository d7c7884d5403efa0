export interface Registrant {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly createdAt: number;
  readonly key: string;
}

export interface Meeting {
  /** Digits; longer than a double can hold for some. */
  readonly id: string;
  /** Of the next instance; another after every end. */
  readonly uuid: string;
  readonly hostId: string;
  readonly topic: string;
  readonly type: number;
  readonly startsAt: number;
  readonly zone: string;
  readonly minutes: number;
  readonly agenda: string;
  readonly password: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly createdBy: 'open_api' | 'web_portal';
  readonly status: 'waiting' | 'started' | 'ended';
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** In the trash, from which its host may take it back. */
  readonly deletedAt?: number;
  readonly registrants: readonly Registrant[];
}

export type IdStyle = 'mixed' | 'usual' | 'long';

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
const MIXED = 4;
const LONG_ID = 970_000_000_000_000_001n;

const hasExpired = ({ startsAt, minutes, endedAt, createdAt }: Meeting): boolean =>
  Math.max(startsAt + minutes * 60_000, endedAt ?? 0, createdAt) + KEPT_MS <= Date.now();

/** Every meeting ever made; an id is dropped a month after its last use or date. */
export class Meetings {
  idStyle: IdStyle = 'mixed';
  private readonly byId = new Map<string, Meeting>();
  private readonly random: () => number;
  private made = 0;

  constructor(random: () => number) {
    this.random = random;
  }

  /** Eleven digits; odd ones beyond 2^53, which a double would round, when asked and now and then. */
  newId(): string {
    this.made += 1;
    const isLong = this.idStyle === 'long' || (this.idStyle === 'mixed' && this.made % MIXED === 0);
    const digits = Math.floor(this.random() * 9e9);
    const id = isLong ? (LONG_ID + BigInt(digits) * 2n).toString() : String(81_000_000_000 + digits);
    return this.byId.has(id) ? this.newId() : id;
  }

  /** Base64 of 16 bytes; every third begins with a slash, as some of Zoom's do. */
  newUuid(): string {
    const bytes = Buffer.from(Array.from({ length: 16 }, () => Math.floor(this.random() * 256)));
    const text = bytes.toString('base64');
    return bytes.readUInt8(0) % 3 === 0 ? `/+${text.slice(2)}` : text;
  }

  put(meeting: Meeting): void {
    this.byId.set(meeting.id, meeting);
  }

  /** By id or uuid; not what was deleted or has expired. */
  find(name: string): Meeting | undefined {
    const meeting = this.byId.get(name) ?? this.all().find(({ uuid }) => uuid === name);
    return meeting && meeting.deletedAt === undefined && !hasExpired(meeting) ? meeting : undefined;
  }

  inTrash(id: string): Meeting | undefined {
    const meeting = this.byId.get(id);
    return meeting?.deletedAt === undefined ? undefined : meeting;
  }

  ofHost(hostId: string): Meeting[] {
    return this.all().filter((each) => each.hostId === hostId && this.find(each.id) !== undefined);
  }

  all(): Meeting[] {
    return [...this.byId.values()];
  }
}
