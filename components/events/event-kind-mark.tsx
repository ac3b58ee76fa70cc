import { Bell, Box, CircleQuestionMark, type LucideIcon, MessageSquare, Phone } from "lucide-react";
import type { EventKind } from "@/lib/domain/event";
import { eventKindNames } from "@/lib/format/event-kind";
import { classNames } from "../ui/class-names";

const marks: Readonly<Record<EventKind, { icon: LucideIcon; hue: string }>> = {
  object: { icon: Box, hue: "text-kind-object" },
  call: { icon: Phone, hue: "text-kind-call" },
  notification: { icon: Bell, hue: "text-kind-notification" },
  message: { icon: MessageSquare, hue: "text-kind-message" },
  unknown: { icon: CircleQuestionMark, hue: "text-kind-unknown" },
};

interface EventKindMarkProps {
  readonly kind: EventKind;
  /** Classes of the word; hide it (not from screen readers) where there is no room. */
  readonly wordClassName?: string;
}

/** An event's kind by hue, icon and word: never by colour alone. */
export function EventKindMark({ kind, wordClassName }: EventKindMarkProps) {
  const { icon: Icon, hue } = marks[kind];
  return (
    <span className={classNames("inline-flex items-center gap-1.5", hue)}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span className={wordClassName}>{eventKindNames[kind]}</span>
    </span>
  );
}
