import { Bell, Box, CircleQuestionMark, type LucideIcon, MessageSquare, Phone } from "lucide-react";
import type { EventKind } from "@/lib/domain/event";
import { eventKindNames } from "@/lib/format/event-kind";
import { classNames } from "../ui/class-names";

const icons: Readonly<Record<EventKind, LucideIcon>> = {
  object: Box,
  call: Phone,
  notification: Bell,
  message: MessageSquare,
  unknown: CircleQuestionMark,
};

/** The class of each kind's colour. */
export const kindHues: Readonly<Record<EventKind, string>> = {
  object: "text-kind-object",
  call: "text-kind-call",
  notification: "text-kind-notification",
  message: "text-kind-message",
  unknown: "text-kind-unknown",
};

interface EventKindMarkProps {
  readonly kind: EventKind;
  /** Classes of the word; hide it (not from screen readers) where there is no room. */
  readonly wordClassName?: string;
}

/** An event's kind by hue, icon and word: never by colour alone. */
export function EventKindMark({ kind, wordClassName }: EventKindMarkProps) {
  const Icon = icons[kind];
  return (
    <span className={classNames("inline-flex items-center gap-1.5", kindHues[kind])}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span className={wordClassName}>{eventKindNames[kind]}</span>
    </span>
  );
}
