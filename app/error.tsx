"use client";

import { ErrorScreen } from "@/components/ui/notices/error-screen";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <ErrorScreen digest={error.digest} onRetry={reset} />;
}
