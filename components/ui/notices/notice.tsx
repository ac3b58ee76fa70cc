import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names";

const tones = {
  info: { looks: "bg-sunken", icon: <Info className="text-ink-faint" aria-hidden /> },
  waiting: {
    looks: "bg-waiting-soft",
    icon: <TriangleAlert className="text-waiting" aria-hidden />,
  },
  failing: { looks: "bg-failing-soft", icon: <CircleAlert className="text-failing" aria-hidden /> },
} as const;

interface NoticeProps {
  readonly tone?: keyof typeof tones;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
  /** "alert" interrupts a screen reader, "status" waits. */
  readonly role?: "alert" | "status" | "note";
}

/** A few words with weight, beside what they are about. */
export function Notice(props: NoticeProps) {
  const { tone = "info", title, children, action, className, role = "note" } = props;
  return (
    <div
      role={role}
      className={classNames(
        "flex items-start gap-2.5 rounded max-md:flex-wrap px-3 py-2 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        tones[tone].looks,
        className,
      )}
    >
      {tones[tone].icon}
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-ink-soft">{children}</div>}
      </div>
      {action && <div className="shrink-0 max-md:basis-full">{action}</div>}
    </div>
  );
}
