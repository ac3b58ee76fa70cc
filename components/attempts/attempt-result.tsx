import { CircleCheck, CircleX } from "lucide-react";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";
import { classNames } from "../ui/class-names";

/** How a try ended, with its sign. */
export function AttemptResult({ result }: Pick<ViewedAttempt, "result">) {
  const Icon = result === "success" ? CircleCheck : CircleX;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <Icon
        className={classNames(
          "size-4 shrink-0 self-center",
          result === "success" ? "text-ok" : "text-failing",
        )}
        aria-hidden
      />
      {result === "success" ? "Succeeded" : "Failed"}
    </span>
  );
}
