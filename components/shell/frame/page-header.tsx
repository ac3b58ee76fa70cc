import type { ReactNode } from "react";
import { StreamLight } from "./stream-light";

interface PageHeaderProps {
  readonly title: string;
  /** The page's one primary action. */
  readonly children?: ReactNode;
}

export function PageHeader({ title, children }: PageHeaderProps) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-4 border-line border-b px-4 md:px-6">
      <h1 className="min-w-0 flex-1 truncate font-semibold text-lg tracking-tight">{title}</h1>
      {children}
      <StreamLight />
    </header>
  );
}
