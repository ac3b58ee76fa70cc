import type { ReceiverState } from "@/lib/domain/receiver-state";
import type { Webhook } from "@/lib/domain/webhook";
import type { Happened, WhereCheck, WhereSpan } from "@/lib/domain/where";
import type { EventFilter } from "@/lib/filter/event-filter";
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

export interface WhereQuestion {
  readonly webhookId: string;
  /** Null: anything that the webhook fires on. */
  readonly happened: Happened | null;
  /** When it happened. */
  readonly span: WhereSpan;
  /** Whether a URL that is not Hookline's may be asked. */
  readonly elsewhere: boolean;
  /** The filter of the page that doesn't show it; null where there is none. */
  readonly page: EventFilter | null;
}

/** What several checks go by: the webhook, null where Kazoo has none of that id. */
export type ReadWebhook = () => Promise<Webhook | null>;

export type Told = Omit<WhereCheck, "check">;

type More = Partial<Pick<Told, "at" | "eventId" | "remedy">>;

export function told(state: Told["state"], sentence: string, more: More = {}): Told {
  return { state, sentence, at: null, remedy: null, eventId: null, ...more };
}
