"use client";

import "./globals.css";
import { ErrorScreen } from "@/components/ui/notices/error-screen";

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** When even the root layout failed. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <ErrorScreen digest={error.digest} onRetry={reset} />
      </body>
    </html>
  );
}
