import { classNames } from "@/components/ui/class-names";

interface OffBadgeProps {
  readonly count: number;
  readonly className?: string;
}

/** How many webhooks Kazoo switched off; the link around it says it in words. */
export function OffBadge({ count, className }: OffBadgeProps) {
  return (
    <span
      aria-hidden
      className={classNames(
        "nums min-w-5 rounded-full bg-failing px-1.5 text-center font-medium text-accent-ink text-xs leading-5",
        className,
      )}
    >
      {count}
    </span>
  );
}

/** The name of a page's link, with what waits there. */
export function linkName(segment: string, name: string, offCount: number): string {
  if (segment !== "webhooks" || offCount === 0) return name;
  return `${name}, ${offCount} switched off by Kazoo`;
}
