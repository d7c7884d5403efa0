import { hash } from './hash.ts';

export interface EventContent {
  readonly start: string;
  readonly end: string;
  readonly title?: string | undefined;
  readonly place?: string | undefined;
}

/** An event's content, texts as numbers: enough to see whether it is still the same. */
export interface Mark {
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly place: string;
}

const textOf = (text: string | undefined): string => hash(text?.trim() ?? '').toString(36);

export const markOf = ({ start, end, title, place }: EventContent): Mark => ({
  start,
  end,
  title: textOf(title),
  place: textOf(place),
});

/** What a write leaves on the event: its revision, content, and the description that the booking gives it. */
export const writeMark = (
  revision: number,
  content: EventContent & { readonly description: string },
): string => {
  const { start, end, title, place } = markOf(content);
  return ['1', revision, start, end, title, place, textOf(content.description)].join('|');
};

/** Reads it back; undefined where people or others have put something else there. */
export const readMark = (text: string | undefined): Mark | undefined => {
  const [version, revision, start, end, title, place] = text?.split('|') ?? [];
  if (version !== '1' || !revision || !start || !end || !title || !place) return undefined;
  return { start, end, title, place };
};

/** Two writes gave the event the same description; not so where one of the marks does not tell. */
export const saysSame = (one: string | undefined, other: string | undefined): boolean => {
  const description = one?.split('|')[6];
  return description !== undefined && description === other?.split('|')[6];
};

/** Two writes gave the event the same content, whatever revisions they were of. */
export const sameContent = (one: string | undefined, other: string | undefined): boolean =>
  one?.split('|').slice(2).join('|') === other?.split('|').slice(2).join('|');
