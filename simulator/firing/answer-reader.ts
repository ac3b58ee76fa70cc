import { type HttpAnswer, headerOf } from "./http-answer";

const HEAD_LIMIT_BYTES = 1_000_000;
const HEAD_END = Buffer.from("\r\n\r\n");

/** What came was no HTTP. */
class NotHttp extends Error {}

type BodyKind = { kind: "length"; length: number } | { kind: "chunked" } | { kind: "until-close" };

/** Reads one HTTP/1 answer from the bytes of a connection, as they come. */
export class AnswerReader {
  private bytes: Buffer = Buffer.alloc(0);
  private head: Pick<HttpAnswer, "status" | "headers"> | undefined;
  private bodyKind: BodyKind = { kind: "length", length: 0 };
  private readonly body: Buffer[] = [];
  private bodyLength = 0;
  private isComplete = false;
  /** False when the connection cannot be used again. */
  keepsAlive = false;

  get hasHead(): boolean {
    return this.head !== undefined;
  }

  /** The answer once it is complete; bytes behind it are dropped (throws NotHttp). */
  push(chunk: Buffer): HttpAnswer | undefined {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    while (!this.head) if (!this.readHead()) return undefined;
    this.readBody();
    return this.isComplete ? this.answer() : undefined;
  }

  /** The connection has ended: complete only for a body that ends with it. */
  end(): HttpAnswer | undefined {
    return this.head && this.bodyKind.kind === "until-close" ? this.answer() : undefined;
  }

  private answer(): HttpAnswer {
    const { status = 0, headers = [] } = this.head ?? {};
    return { status, headers, body: Buffer.concat(this.body).toString("utf8") };
  }

  private readHead(): boolean {
    const start = this.bytes.subarray(0, 5).toString("latin1");
    if (!"HTTP/".startsWith(start)) throw new NotHttp(start);
    const end = this.bytes.indexOf(HEAD_END);
    if (end < 0 && this.bytes.length > HEAD_LIMIT_BYTES) throw new NotHttp("endless head");
    if (end < 0) return false;
    const [statusLine = "", ...lines] = this.bytes.toString("latin1", 0, end).split("\r\n");
    this.bytes = this.bytes.subarray(end + HEAD_END.length);
    const [, version, status] = /^HTTP\/(\d\.\d) (\d{3})/.exec(statusLine) ?? [];
    if (!version) throw new NotHttp(statusLine);
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    // 100 Continue and the like come before the answer.
    if (Number(status) >= 200) this.begin({ status: Number(status), headers }, version);
    return true;
  }

  private begin(head: Pick<HttpAnswer, "status" | "headers">, version: string): void {
    this.head = head;
    const length = headerOf(head, "content-length");
    const isChunked = headerOf(head, "transfer-encoding")?.toLowerCase().includes("chunked");
    if (head.status === 204 || head.status === 304) this.bodyKind = { kind: "length", length: 0 };
    else if (isChunked) this.bodyKind = { kind: "chunked" };
    else if (length !== undefined) this.bodyKind = { kind: "length", length: Number(length) || 0 };
    else this.bodyKind = { kind: "until-close" };
    const connection = headerOf(head, "connection")?.toLowerCase();
    const isPersistent = version === "1.1" ? connection !== "close" : connection === "keep-alive";
    this.keepsAlive = isPersistent && this.bodyKind.kind !== "until-close";
  }

  private readBody(): void {
    if (this.bodyKind.kind === "until-close") this.take(this.bytes.length);
    else if (this.bodyKind.kind === "length") {
      const missing = this.bodyKind.length - this.bodyLength;
      this.take(Math.min(missing, this.bytes.length));
      this.isComplete = this.bodyLength >= this.bodyKind.length;
    } else while (this.readChunk());
  }

  /** Trailers are not waited for beyond the empty line of the last chunk. */
  private readChunk(): boolean {
    const lineEnd = this.bytes.indexOf("\r\n");
    if (lineEnd < 0) return false;
    const size = Number.parseInt(this.bytes.toString("latin1", 0, lineEnd), 16);
    if (Number.isNaN(size)) throw new NotHttp("chunk size");
    if (this.bytes.length < lineEnd + 2 + size + 2) return false;
    this.bytes = this.bytes.subarray(lineEnd + 2);
    this.take(size);
    this.bytes = this.bytes.subarray(2);
    this.isComplete = size === 0;
    return !this.isComplete;
  }

  private take(count: number): void {
    this.body.push(this.bytes.subarray(0, count));
    this.bodyLength += count;
    this.bytes = this.bytes.subarray(count);
  }
}
