"use client";

import { config } from "zod/mini";

// The page's policy forbids eval, which zod would try for speed. Before any schema is made: this
// stands at the root of all pages.
config({ jitless: true });

export function SchemaSettings() {
  return null;
}
