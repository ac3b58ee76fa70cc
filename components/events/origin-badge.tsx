import type { EventOrigin } from "@/lib/domain/event";
import { originInWords, originMeaning } from "@/lib/format/event-origin";
import { classNames } from "../ui/class-names";
import { Tooltip } from "../ui/overlays/tooltip";

interface OriginBadgeProps {
  readonly origin: EventOrigin;
  readonly className?: string;
}

/** Says that no webhook sent an event, but something else in Kazoo. */
export function OriginBadge({ origin, className }: OriginBadgeProps) {
  return (
    <Tooltip text={originMeaning(origin)}>
      <span
        className={classNames(
          "relative z-1 inline-block shrink-0 whitespace-nowrap rounded border border-line px-1.5 text-ink-soft text-xs leading-[18px]",
          className,
        )}
      >
        {originInWords(origin)}
      </span>
    </Tooltip>
  );
}
