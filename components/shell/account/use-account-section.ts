"use client";

import { useParams, usePathname } from "next/navigation";
import { sections } from "../frame/sections";

/** Which account and which of its pages is on screen. */
export function useAccountSection() {
  const { accountId } = useParams<{ accountId: string }>();
  const segment = usePathname().split("/")[3];
  return {
    accountId,
    section: sections.find((section) => section.segment === segment) ?? sections[0],
  };
}
