/**
 * The closed set of things that can go wrong, and the HTTP status each one is answered with.
 * A code is a promise to scripts: it never changes its meaning. The sentence may.
 */
export const errorStatus = {
  bad_request: 400,
  validation_failed: 400,
  bad_cursor: 400,
  credentials_refused: 401,
  second_factor_required: 401,
  session_required: 401,
  session_over: 401,
  kazoo_charges: 402,
  account_disabled: 403,
  account_expired: 403,
  cross_origin: 403,
  kazoo_forbidden: 403,
  account_not_found: 404,
  webhook_not_found: 404,
  event_not_found: 404,
  call_not_found: 404,
  not_found: 404,
  method_not_allowed: 405,
  kazoo_conflict: 409,
  session_changed: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  too_many_attempts: 429,
  too_many_exports: 429,
  kazoo_busy: 429,
  head_too_large: 431,
  internal: 500,
  kazoo_bad_answer: 502,
  console_busy: 503,
  console_restarting: 503,
  kazoo_unreachable: 503,
  storage_unavailable: 503,
  kazoo_timeout: 504,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export interface ErrorDetails {
  /** Dotted path of a field in our own names ("customData.type") → what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Whole seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
  /** Kazoo's own id of the request that failed, for its logs. */
  readonly kazooRequestId?: string;
  /** A rest of the request's body stays unread: the connection can't carry another request. */
  readonly leavesUnread?: boolean;
  readonly cause?: unknown;
}

const brand = Symbol.for("hookline.error");

/** Every failure that an operator may read. `message` is the sentence shown, so it says what to do. */
export class HooklineError extends Error {
  override readonly name = "HooklineError";
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | undefined;
  readonly kazooRequestId: string | undefined;
  readonly leavesUnread: boolean;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.fields = details.fields ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.kazooRequestId = details.kazooRequestId;
    this.leavesUnread = details.leavesUnread ?? false;
  }

  /** The server's bundle and each of Next's have their own copy of this class; all are one kind. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && Reflect.has(value, brand);
  }

  get [brand](): true {
    return true;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
