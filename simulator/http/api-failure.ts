import type { Json, JsonObject } from "../json/json";

export interface FailureDetails {
  status: number;
  message: string;
  data?: Json;
  pageSize?: number;
  /** Answered before Kazoo looked at the token: neither version nor token in the envelope. */
  early?: boolean;
}

/** An error answer in Kazoo's shapes (docs/kazoo.md#errors, docs/kazoo.md#validation). */
export class ApiFailure extends Error {
  constructor(readonly details: FailureDetails) {
    super(details.message);
  }
}

/** An answer without envelope and body: 404 of unknown endpoints, 406, 412, 415. */
export class BareFailure extends Error {
  constructor(readonly status: number) {
    super(`bare ${status}`);
  }
}

export const badIdentifier = (id: string) =>
  new ApiFailure({
    status: 404,
    message: "bad_identifier",
    data: { cause: id, message: "bad identifier" },
  });

export const badIdentifierList = (id: string, pageSize?: number) =>
  new ApiFailure({ status: 404, message: "bad identifier", data: [id], pageSize });

export const forbidden = () =>
  new ApiFailure({ status: 403, message: "forbidden", data: { message: "forbidden" } });

export const invalidCredentials = (pageSize?: number) =>
  new ApiFailure({
    status: 401,
    message: "invalid_credentials",
    data: { message: "invalid credentials" },
    pageSize,
  });

export const methodNotAllowed = () =>
  new ApiFailure({
    status: 405,
    message: "invalid_method",
    data: { message: "method not allowed" },
  });

export const notFound = () =>
  new ApiFailure({ status: 404, message: "not_found", data: { message: "not found" } });

/** A PATCH whose data is an array crashes Kazoo before anything is looked at. */
export const initFailed = () => new ApiFailure({ status: 500, message: "init failed" });

export const tooManyRequests = () =>
  new ApiFailure({
    status: 429,
    message: "too_many_requests",
    data: { message: "too many requests" },
  });

export const validationError = (data: JsonObject, pageSize?: number) =>
  new ApiFailure({ status: 400, message: "validation error", data, pageSize });

export const invalidBody = (data: JsonObject) =>
  new ApiFailure({ status: 400, message: "validation error", data, early: true });
