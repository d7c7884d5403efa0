interface Context {
  /** The number as it was written. */
  readonly source?: string;
}

/** JSON whose whole numbers keep all their digits: those that are too long for a number come as text. */
export const exactJson = (text: string): unknown =>
  JSON.parse(text, (_key: string, value: unknown, context?: Context): unknown =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? (context?.source ?? value)
      : value,
  );
