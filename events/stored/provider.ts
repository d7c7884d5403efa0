import * as z from 'zod';

/** Whose account it is: one sign-in, whatever platforms ride on it. */
export const Provider = z.enum(['google', 'microsoft', 'zoom']);
export type Provider = z.infer<typeof Provider>;

/** One thing of each provider's. */
export type PerProvider<T> = Readonly<Record<Provider, T>>;
