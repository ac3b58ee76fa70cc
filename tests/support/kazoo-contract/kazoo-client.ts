import { createHash } from "node:crypto";

/** Any JSON object, as the contract suite looks at it. */
export interface Document {
  [key: string]: unknown;
}

export interface KazooAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The envelope; empty when the answer has none. */
  envelope: Document;
  /** `data` as an object; empty when it is something else. */
  data: Document;
  /** `data` as a list of objects; empty when it is something else. */
  list: Document[];
}

export interface KazooCall {
  token?: string;
  data?: unknown;
  /** Sent as it is, in place of an envelope around `data`. */
  body?: string;
  headers?: Record<string, string>;
}

export type CallKazoo = (method: string, path: string, call?: KazooCall) => Promise<KazooAnswer>;

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `object.a.b` for "a.b"; keys with dots in them are tried whole first. */
export function valueAt(document: unknown, path: string): unknown {
  if (!isDocument(document)) return undefined;
  if (path in document) return document[path];
  const [first = "", ...rest] = path.split(".");
  return rest.length === 0 ? document[first] : valueAt(document[first], rest.join("."));
}

/** A client of this suite's own: it knows HTTP and the envelope, nothing else of the project. */
export function kazooClient(url: string, { waitsWhenLimited = false } = {}): CallKazoo {
  async function send(path: string, init: RequestInit, triesLeft: number): Promise<Response> {
    const response = await fetch(`${url}/v2/${path}`, init);
    if (response.status !== 429 || triesLeft === 0) return response;
    // Ten tokens come back per second.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return send(path, init, triesLeft - 1);
  }

  return async (method, path, { token, data, body, headers } = {}) => {
    const init = {
      method,
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        ...(token && { "x-auth-token": token }),
        ...headers,
      },
      body: body ?? (data === undefined ? undefined : JSON.stringify({ data })),
    };
    const response = await send(path, init, waitsWhenLimited ? 10 : 0);
    const text = await response.text();
    const parsed: unknown = text.startsWith("{") ? JSON.parse(text) : {};
    const envelope = isDocument(parsed) ? parsed : {};
    return {
      status: response.status,
      headers: response.headers,
      text,
      envelope,
      data: isDocument(envelope.data) ? envelope.data : {},
      list: Array.isArray(envelope.data) ? envelope.data.filter(isDocument) : [],
    };
  };
}

export function hashOf(algorithm: "md5" | "sha1", username: string, password: string): string {
  return createHash(algorithm).update(`${username.toLowerCase()}:${password}`).digest("hex");
}
