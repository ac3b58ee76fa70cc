import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly picture?: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A page without content: what this is and the one thing to do. */
export function EmptyState({ picture, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-col items-start gap-3 px-4 py-16 max-md:py-10">
      {picture}
      <h2 className="font-semibold text-base">{title}</h2>
      <div className="flex flex-col gap-2 text-ink-soft text-sm">{children}</div>
      {action && <div className="flex flex-wrap gap-2 pt-2">{action}</div>}
    </div>
  );
}
