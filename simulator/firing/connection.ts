import net from "node:net";
import tls from "node:tls";
import { AnswerReader } from "./answer-reader";
import type { HttpAnswer } from "./http-answer";
import type { RequestTarget } from "./request-target";

const IDLE_LIMIT_MS = 120_000;

export class ConnectTimeout extends Error {}

/** The receiver closed before its answer was complete. */
export class ClosedRemotely extends Error {}

interface QueuedRequest {
  bytes: string;
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

/** One connection: requests wait in it for the answers before them, none is pipelined. */
export class Connection {
  /** Kazoo's client hands further requests to a connection only after its first answer began. */
  isAvailable = false;
  isOpen = true;
  private readonly socket: net.Socket;
  private readonly queue: QueuedRequest[] = [];
  private active: { request: QueuedRequest; reader: AnswerReader } | undefined;
  private isConnected = false;
  private error: Error | undefined;

  constructor(
    target: RequestTarget,
    connectTimeoutMs: number,
    private readonly onClosed: (leftover: QueuedRequest[]) => void,
  ) {
    const address = { host: hostOf(target.hostname), port: Number(target.port) };
    const isTls = target.protocol === "https:";
    const servername = net.isIP(target.hostname) ? undefined : target.hostname;
    this.socket = isTls
      ? tls.connect({ ...address, servername, rejectUnauthorized: false })
      : net.connect(address);
    this.socket.setNoDelay(true);
    const timer = setTimeout(
      () => this.socket.destroy(new ConnectTimeout("connect timeout")),
      connectTimeoutMs,
    );
    this.socket.once(isTls ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      this.isConnected = true;
      this.sendNext();
    });
    this.socket.on("data", (chunk) => this.receive(chunk));
    this.socket.on("timeout", () => {
      if (this.load === 0) this.close();
    });
    this.socket.on("error", (error) => {
      this.error = error;
    });
    this.socket.on("end", () => this.finish());
    this.socket.on("close", () => {
      clearTimeout(timer);
      this.finish();
    });
    this.socket.setTimeout(IDLE_LIMIT_MS);
  }

  /** Requests that are under way or waiting. */
  get load(): number {
    return this.queue.length + (this.active ? 1 : 0);
  }

  send(request: QueuedRequest): void {
    this.queue.push(request);
    this.sendNext();
  }

  close(): void {
    this.isOpen = false;
    this.socket.destroy();
  }

  private sendNext(): void {
    if (this.active || !this.isConnected || !this.isOpen) return;
    const request = this.queue.shift();
    if (!request) return;
    this.active = { request, reader: new AnswerReader() };
    this.socket.write(request.bytes);
  }

  private receive(chunk: Buffer): void {
    if (!this.active) {
      this.close();
      return;
    }
    const { request, reader } = this.active;
    try {
      const answer = reader.push(chunk);
      if (reader.hasHead && reader.keepsAlive) this.isAvailable = true;
      if (answer) this.complete(request, answer, reader.keepsAlive);
    } catch (error) {
      this.active = undefined;
      request.reject(error instanceof Error ? error : new Error(String(error)));
      this.close();
    }
  }

  private complete(request: QueuedRequest, answer: HttpAnswer, keepsAlive: boolean): void {
    this.active = undefined;
    request.resolve(answer);
    if (keepsAlive) this.sendNext();
    else this.close();
  }

  /** The other side is done: what was under way failed, what waited goes elsewhere. */
  private finish(): void {
    const { active } = this;
    this.isOpen = false;
    this.active = undefined;
    if (active) {
      const answer = active.reader.end();
      if (answer) active.request.resolve(answer);
      else active.request.reject(this.error ?? new ClosedRemotely("socket_closed_remotely"));
    }
    const leftover = this.queue.splice(0);
    if (!this.isConnected && this.error) {
      for (const request of leftover) request.reject(this.error);
      this.onClosed([]);
    } else this.onClosed(leftover);
    this.socket.destroy();
  }
}

/** Names below localhost are this machine's, whatever its resolver knows of them. */
const hostOf = (hostname: string) => (hostname.endsWith(".localhost") ? "127.0.0.1" : hostname);
