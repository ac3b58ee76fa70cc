import type { Json } from "../json/json";

export interface PagingKeys {
  nextStartKey?: string;
  pageSize: number;
  startKey?: string;
}

/** A handler's answer, before it is put into the envelope (docs/kazoo.md#envelope). */
export interface ApiReply {
  status?: number;
  data?: Json;
  revision?: string;
  /** The revision is also sent as etag (GET only). */
  paging?: PagingKeys;
  /** A new token instead of the echo of the request's. */
  authToken?: string;
  /** The answer itself made the request an authenticated one: the version is shown. */
  isLogin?: boolean;
  location?: string;
  /** Sent instead of the envelope (CSV, the front page). */
  raw?: { contentType: string; body: string; disposition?: string };
}
