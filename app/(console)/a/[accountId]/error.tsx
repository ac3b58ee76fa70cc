"use client";

import { ErrorScreen } from "@/components/ui/notices/error-screen";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page that failed leaves the frame standing, and with it the way to the other pages. */
export default function ErrorInFrame({ error, reset }: ErrorPageProps) {
  return <ErrorScreen fills="frame" digest={error.digest} onRetry={reset} />;
}
