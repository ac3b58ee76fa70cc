import {
  CircleCheck,
  CircleDashed,
  CircleOff,
  type LucideIcon,
  MoonStar,
  OctagonAlert,
  TriangleAlert,
} from "lucide-react";
import type { HealthState } from "@/lib/domain/webhook-health";
import { healthNames } from "@/lib/format/health-words";
import { classNames } from "../../ui/class-names";

const marks: Readonly<Record<HealthState, { icon: LucideIcon; hue: string }>> = {
  "auto-disabled": { icon: OctagonAlert, hue: "text-failing" },
  failing: { icon: TriangleAlert, hue: "text-failing" },
  silent: { icon: MoonStar, hue: "text-waiting" },
  "never-fired": { icon: CircleDashed, hue: "text-ink-soft" },
  off: { icon: CircleOff, hue: "text-ink-faint" },
  fine: { icon: CircleCheck, hue: "text-ok" },
};

/** What is wrong with a webhook, by icon and word. */
export function HealthMark({ state }: { readonly state: HealthState }) {
  const { icon: Icon, hue } = marks[state];
  return (
    <span className={classNames("inline-flex items-center gap-1.5 text-sm", hue)}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {healthNames[state]}
    </span>
  );
}
