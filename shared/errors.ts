/** Every way in which a request is refused: the code is part of the HTTP contract, the status follows from it. */
export const STATUS = {
  invalid_json: 400,
  invalid_cursor: 400,
  unauthorized: 401,
  forbidden: 403,
  platform_disabled: 403,
  not_found: 404,
  slot_taken: 409,
  host_busy: 409,
  calendar_unknown: 409,
  platform_not_connected: 409,
  requires_platform: 409,
  already_connected: 409,
  already_disconnecting: 409,
  account_in_use: 409,
  idempotency_key_reused: 409,
  booking_over: 409,
  too_late: 409,
  link_used: 410,
  link_expired: 410,
  stale: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_request: 422,
  privacy_not_allowed: 422,
  rate_limited: 429,
  internal: 500,
  provider_unavailable: 503,
  busy: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface Evidence {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Members that the contract adds to a code's problem: `alternatives`, `conflicts`, `requires`, `userId`, `platform`, `run`, `bookings`, `contact`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error that is meant to leave: anything else becomes a bare 500. */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, evidence: Evidence = {}) {
    super(code, { cause: evidence.cause });
    this.name = 'HubError';
    this.code = code;
    this.detail = evidence.detail;
    this.errors = evidence.errors;
    this.retryAfterSeconds = evidence.retryAfterSeconds;
    this.extra = evidence.extra ?? {};
  }
}
