"use client";

import { createContext, type ReactNode, useContext } from "react";
import * as z from "zod/mini";
import { type WebhookDraft, webhookDraftSchema } from "@/lib/domain/webhook";
import { useDraft, useDraftForm } from "./draft/use-draft";

interface RefusedDraft {
  /** Dotted path → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly draft: WebhookDraft;
}

const RefusedDraftContext = createContext<RefusedDraft | null>(null);

/** Lets every field below know what was wrong with the draft that was last sent. */
export function FieldErrors(props: { refused: RefusedDraft | null; children: ReactNode }) {
  return <RefusedDraftContext value={props.refused}>{props.children}</RefusedDraftContext>;
}

const draftFields = z.keyof(webhookDraftSchema).options;

/** What is wrong with a field: our own check first, then the server's until the field changes. */
export function useFieldError(path: string): string | undefined {
  const { getFieldState, formState } = useDraftForm();
  const refused = useContext(RefusedDraftContext);
  const draft = useDraft();
  const name = draftFields.find((field) => field === path.split(".")[0]);
  if (!name) return undefined;
  const own = getFieldState(name, formState).error?.message;
  const unchanged = refused && JSON.stringify(refused.draft[name]) === JSON.stringify(draft[name]);
  if (typeof own === "string") return own;
  return unchanged ? refused.fields[path] : undefined;
}
