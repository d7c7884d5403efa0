import type * as z from 'zod';

/** A shape that rests in the table or goes through a queue, and one of it. */
export interface Contract {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly example: Readonly<Record<string, unknown>>;
  /** What the example may lack: optional, or with a default for readers of older items. Everything else is required. */
  readonly mayLack: readonly string[];
}
