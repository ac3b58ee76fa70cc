"use client";

import { config } from "zod/mini";
import { surviveTranslation } from "@/components/ui/behaviour/survive-translation";

// The page's policy forbids eval, which zod would try for speed. This stands at the root of all
// pages, so that it is said before any schema is made.
config({ jitless: true });
if (typeof window !== "undefined") surviveTranslation(document.documentElement);

export function PageSettings() {
  return null;
}
