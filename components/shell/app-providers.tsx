"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "@/lib/api-client/query-client";
import { surviveTranslation } from "../ui/survive-translation";
import { Toaster } from "../ui/toaster";
import { TooltipProvider } from "../ui/tooltip";

if (typeof window !== "undefined") surviveTranslation(document.documentElement);

export function AppProviders({ children }: { readonly children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
        <Toaster />
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
