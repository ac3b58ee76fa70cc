import { connectStream } from "./connect-stream";
import { createTabLead } from "./tab-lead";
import {
  type StreamFrame,
  type StreamStatus,
  type TabMessage,
  tabMessageSchema,
} from "./tab-message";

/** Whether this tab is to be told anything: it isn't while it is hidden or its session is over. */
export interface Attention {
  isGiven(): boolean;
  subscribe(listener: () => void): () => void;
}

export interface SharedStreamListener {
  /** Once for each change. */
  onStatus(status: StreamStatus): void;
  /** All up to this sequence was told before, to this tab or, when it is beyond, without it. */
  onPosition(sequence: number): void;
  /** In the order the server sent them, at most four times a second. */
  onFrames(frames: readonly StreamFrame[]): void;
  /** Nobody looks: until somebody does, it is told nothing. */
  onAsleep(): void;
}

interface SharedStreamOptions {
  /** Tabs that give the same name share one stream. */
  readonly name: string;
  readonly path: string;
  /** Where this tab stands, for when it is its turn to open the stream; null: nowhere yet. */
  readonly position: () => number | null;
  readonly attention: Attention;
  readonly listener: SharedStreamListener;
}

const unknown: StreamStatus = { connection: "connecting", problem: null };

function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(3)).join("-");
}

/**
 * Follows a stream that all tabs that somebody looks at share: one of them opens it and passes on
 * what it brings. Until the returned function is called.
 */
export function shareStream(options: SharedStreamOptions): () => void {
  const { name, path, attention, listener } = options;
  const id = randomId();
  const channel = new BroadcastChannel(name);
  let told = unknown;
  let status = unknown;
  let position: number | null = null;
  let disconnect = (): void => {};

  function learn(now: StreamStatus): void {
    if (now.connection === told.connection && now.problem === told.problem) return;
    told = now;
    listener.onStatus(now);
  }

  function sayBeat(): void {
    channel.postMessage({ kind: "beat", from: id, status, position } satisfies TabMessage);
  }

  function change(connection: StreamStatus["connection"], problem: string | null = null): void {
    // A stream that is being closed may still report how a request of it ended.
    if (!lead.leads()) return;
    status = { connection, problem };
    learn(status);
    sayBeat();
  }

  const lead = createTabLead({
    id,
    say(word) {
      if (word === "beat") sayBeat();
      else channel.postMessage({ kind: word, from: id } satisfies TabMessage);
    },
    onLead() {
      status = unknown;
      position = options.position();
      disconnect = connectStream(path, position, {
        onConnected: () => change("live"),
        onLost: () => change("lost"),
        onRefused: ({ message }) => change("refused", message),
        onFrames(frames) {
          const ids = frames.flatMap((frame) => frame.id ?? []);
          // The first frame of a stream says where it starts.
          const after = position ?? ids[0] ?? 0;
          position = Math.max(after, ...ids);
          channel.postMessage({
            kind: "frames",
            from: id,
            after,
            frames: [...frames],
          } satisfies TabMessage);
          listener.onPosition(after);
          listener.onFrames(frames);
        },
      });
    },
    onYield: () => disconnect(),
  });

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = tabMessageSchema.safeParse(data).data;
    if (!message || !attention.isGiven()) return;
    if (message.kind !== "frames") lead.hear(message.kind, message.from);
    // Two lead for a moment when one was silent for long: each listens to its own stream.
    if (lead.leads()) return;
    if (message.kind === "frames") {
      listener.onPosition(message.after);
      listener.onFrames(message.frames);
    } else if (message.kind === "beat") {
      learn(message.status);
      if (message.position !== null) listener.onPosition(message.position);
    }
  };

  function look(): void {
    if (attention.isGiven()) lead.stand();
    else {
      lead.withdraw();
      told = unknown;
      listener.onAsleep();
    }
  }
  const unsubscribe = attention.subscribe(look);
  if (attention.isGiven()) lead.stand();
  return () => {
    unsubscribe();
    lead.withdraw();
    channel.close();
  };
}
