import { randomBytes } from 'node:crypto';

const LIFE_MS = 15 * 60_000;

/** Where the next page of a list begins; forgotten after a quarter of an hour. */
export class Pages {
  private readonly pages = new Map<string, { readonly offset: number; readonly expiresAt: number }>();

  tokenFor(offset: number): string {
    const token = randomBytes(24).toString('base64url');
    this.pages.set(token, { offset, expiresAt: Date.now() + LIFE_MS });
    return token;
  }

  offsetOf(token: string): number | undefined {
    const page = this.pages.get(token);
    return page && page.expiresAt > Date.now() ? page.offset : undefined;
  }
}
