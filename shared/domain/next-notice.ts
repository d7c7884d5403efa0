import type { NoticeKind, Told } from '../../events/stored/notice.ts';

export interface NextNotice {
  readonly kind: NoticeKind;
  /** What the reader believes so far, where the mail has to correct it. */
  readonly previous?: Told;
}

/** To a host: the link is not what was asked for. */
const lacksMore = (believed: Told, now: Told): boolean =>
  (now.sharedLink === true && !believed.sharedLink) || (now.noLink === true && !believed.noLink);

/** To a guest: somebody else comes in the place of a host whom they were to meet. */
export const losesHost = (believed: Told | undefined, now: Told): boolean => {
  const [before, after] = [believed?.hosts ?? [], now.hosts ?? []];
  const lacks = (these: readonly string[], those: readonly string[]) =>
    those.some((id) => !these.includes(id));
  return before.length > 0 && lacks(after, before) && lacks(before, after);
};

/** To a host: somebody has declined whom they count on, or comes whom they have given up. */
export const newlyDeclined = (believed: Told | undefined, now: Told): { id: string; declined: boolean }[] =>
  Object.entries(now.declined ?? {}).flatMap(([id, declined]) =>
    declined === (believed?.declined?.[id] ?? false) ? [] : [{ id, declined }],
  );

const correction = (believed: Told, now: Told): NoticeKind | undefined => {
  if (believed.start !== now.start || believed.end !== now.end) return 'reschedule';
  if (believed.title !== now.title || believed.place !== now.place || losesHost(believed, now))
    return 'update';
  if (believed.joinUrl === now.joinUrl)
    return lacksMore(believed, now) || newlyDeclined(believed, now).length > 0 ? 'update' : undefined;
  // A link that stopped working without another in its place is a change of the meeting.
  return now.joinUrl === undefined ? 'update' : 'link';
};

/** The one mail that brings a reader from what they were last told to what is true now; undefined where nothing differs. */
export const nextNotice = (told: Told | undefined, now: Told): NextNotice | undefined => {
  const believed = told?.status === 'confirmed' ? told : undefined;
  if (now.status === 'cancelled') return believed && { kind: 'cancellation', previous: believed };
  if (believed === undefined) return { kind: 'confirmation' };
  const kind = correction(believed, now);
  return kind && { kind, previous: believed };
};
