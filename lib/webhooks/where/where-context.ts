import type { ReceiverState } from "@/lib/domain/receiver-state";
import type { Webhook } from "@/lib/domain/webhook";
import type { WhereCheck } from "@/lib/domain/where";
import type { EventStore } from "@/lib/store/store";
import type { AskContext } from "../ask-webhook-url";
import type { HealthReader } from "../health/read-health";

export interface WhereContext extends AskContext {
  readonly eventStore: Pick<EventStore, "search" | "horizon">;
  readonly readHealth: HealthReader;
  readonly operatorId: string;
  readonly receiving: Pick<ReceiverState, "waiting" | "paused" | "failingSince" | "notStored"> & {
    /** Whether this process set deliveries aside that the database refuses, of any account. */
    readonly setAside: boolean;
  };
}

/** What several checks go by: the webhook, null where Kazoo has none of that id. */
export type ReadWebhook = () => Promise<Webhook | null>;

export type Told = Omit<WhereCheck, "check">;

type More = Partial<Pick<Told, "at" | "eventId" | "remedy">>;

export function told(state: Told["state"], sentence: string, more: More = {}): Told {
  return { state, sentence, at: null, remedy: null, eventId: null, ...more };
}
