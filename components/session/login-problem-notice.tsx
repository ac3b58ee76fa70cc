"use client";

import type { ApiError } from "@/lib/api-client/request/api-error";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { loginProblem } from "./login-problem";

interface LoginProblemNoticeProps {
  readonly error: ApiError;
  /** Seconds until another try is taken; 0 when it is now. */
  readonly waitSeconds: number;
}

const pad = (value: number) => String(value).padStart(2, "0");

export function LoginProblemNotice({ error, waitSeconds }: LoginProblemNoticeProps) {
  const { title, advice } = loginProblem(error);
  return (
    <ProblemNotice title={title} requestId={error.requestId}>
      {waitSeconds > 0 ? (
        <p className="nums">
          Try again in {Math.floor(waitSeconds / 60)}:{pad(waitSeconds % 60)}.
        </p>
      ) : (
        advice && <p>{advice}</p>
      )}
    </ProblemNotice>
  );
}
