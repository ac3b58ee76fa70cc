import {
  CircleHelp,
  type LucideIcon,
  Phone,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOutgoing,
} from "lucide-react";
import type { CallDirection, CallSummary } from "@/lib/domain/call";
import { callInWords, directionNames } from "@/lib/format/call-words";
import { classNames } from "../ui/class-names";

const icons: Readonly<Record<CallDirection, LucideIcon>> = {
  inbound: PhoneIncoming,
  outbound: PhoneOutgoing,
  internal: Phone,
  forwarded: PhoneForwarded,
  unknown: CircleHelp,
};

export function DirectionMark({ direction }: { readonly direction: CallDirection }) {
  const Icon = icons[direction];
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap text-ink-soft">
      <Icon className="size-4 shrink-0 self-center" aria-hidden />
      {direction === "unknown" ? "Not known" : directionNames[direction]}
    </span>
  );
}

function dotOf({ state, outcome }: CallSummary): string {
  if (state === "ringing" || state === "up") return "bg-accent";
  if (state === "open" || outcome === null) return "bg-waiting";
  if (outcome === "failed" || outcome === "missed" || outcome === "busy") return "bg-failing";
  return "bg-ok";
}

interface OutcomeMarkProps {
  readonly call: CallSummary;
  readonly now: number;
}

/** How a call stands or ended: words, and a dot in their colour. */
export function OutcomeMark({ call, now }: OutcomeMarkProps) {
  return (
    <span className="inline-flex items-baseline gap-2">
      <span
        className={classNames("mt-1.5 size-2 shrink-0 self-start rounded-full", dotOf(call))}
        aria-hidden
      />
      {callInWords(call, now)}
    </span>
  );
}
