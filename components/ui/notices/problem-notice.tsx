"use client";

import type { ReactNode } from "react";
import { lazyPart } from "../behaviour/lazy-part";
import { Notice } from "./notice";

const RequestId = lazyPart(() => import("./request-id").then((part) => part.RequestId));

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
      {requestId && <RequestId id={requestId} />}
    </Notice>
  );
}
