import type { IncomingHttpHeaders } from "node:http";
import type { Json, JsonObject } from "../json/json";
import type { Account } from "../state/documents";

/** Who the token belongs to. */
export interface Principal {
  accountId: string;
  ownerId?: string;
  token: string;
  claims: JsonObject;
}

/** A request after the envelope has been opened. */
export interface ApiRequest {
  /** After verb tunnelling. */
  method: string;
  /** Decoded path segments behind the version. */
  segments: string[];
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  envelope: JsonObject;
  data: JsonObject;
  /** The data as sent, when it is an array. */
  dataList?: Json[];
  requestId: string;
  clientIp: string;
  token?: string;
  principal?: Principal;
  /** The account of the path, once found. */
  account?: Account;
  /** Values of the path's `:name` segments. */
  parameters: Record<string, string>;
}
