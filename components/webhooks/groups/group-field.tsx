"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";

interface GroupFieldProps {
  readonly accountId: string;
  /** "" for none. */
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (group: string) => void;
}

/** One of Monster UI's groups, offered while it is typed, or the name of a new one. */
export function GroupField({ accountId, value, error, onChange }: GroupFieldProps) {
  const listId = useId();
  const { data } = useQuery(webhooksQuery(accountId));
  const groups = [...new Set(data?.items.flatMap(({ group }) => group ?? []))].sort();
  return (
    <Field
      label="Group"
      error={error}
      hint="As in Monster UI. A new name makes a new group; empty is none."
    >
      {(control) => (
        <>
          <Input
            {...control}
            list={listId}
            value={value}
            maxLength={64}
            autoComplete="off"
            placeholder="None"
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={listId}>
            {groups.map((group) => (
              <option key={group} value={group} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
