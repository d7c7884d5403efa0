import { HubError, STATUS } from '../../errors.ts';

/** A refusal that stands however often it is asked again; anything else passes, or is a fault. */
export const isRefused = (error: unknown): boolean => error instanceof HubError && STATUS[error.code] < 500;
