import * as z from 'zod';
import { HubError } from '../errors.ts';

const Position = z.array(z.string().max(1024)).min(1).max(4);

const decode = (cursor: string): string[] => {
  try {
    return Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new HubError('invalid_cursor', {
      detail: 'This cursor is not one of ours: start again without one.',
      cause,
    });
  }
};

/** A position in a list as an opaque text, and back; what is not one is `invalid_cursor`. */
export const pageCursor = {
  write: (...position: readonly string[]): string =>
    Buffer.from(JSON.stringify(position)).toString('base64url'),
  read: decode,
};
