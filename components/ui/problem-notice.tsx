"use client";

import type { ReactNode } from "react";
import { Notice } from "./notice";
import { ShortId } from "./short-id";

interface ProblemNoticeProps {
  readonly title: string;
  readonly requestId: string | null;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

/** Something failed: what happened, what to do, and the request id that the log knows. */
export function ProblemNotice({
  title,
  requestId,
  children,
  action,
  className,
}: ProblemNoticeProps) {
  return (
    <Notice tone="failing" role="alert" title={title} action={action} className={className}>
      {children}
      {requestId && (
        <p className="text-xs">
          Request <ShortId id={requestId} what="the request id" className="underline" />
        </p>
      )}
    </Notice>
  );
}
