import type { Sealed } from '../../events/stored/connection.ts';

/** Encrypts what must rest on an item (AES-256-GCM under a data key); `context` binds it to its place, so that items cannot be swapped. */
export interface Sealer {
  seal(plain: string, context: string): Promise<Sealed>;
  /** Throws when the context differs or the bytes were changed. */
  open(sealed: Sealed, context: string): Promise<string>;
}
