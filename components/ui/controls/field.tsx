"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Draws the control; what it is given names and describes it. */
  readonly children: (control: FieldControl) => ReactNode;
}

/** A labelled control with its hint and, when something is wrong, the reason right under it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const messageId = `${id}-message`;
  const described = error || hint ? messageId : undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
      </label>
      {children({ id, "aria-describedby": described, "aria-invalid": error ? true : undefined })}
      {described && (
        <p
          id={messageId}
          className={error ? "flex gap-1.5 text-failing text-xs" : "text-ink-faint text-xs"}
        >
          {error && <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />}
          <span className="line-clamp-4 min-w-0 break-words">{error ?? hint}</span>
        </p>
      )}
    </div>
  );
}
