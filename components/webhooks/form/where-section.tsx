"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Notice } from "@/components/ui/notices/notice";
import { receiverQuery } from "@/lib/api-client/accounts/account-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { isOnKazooBlacklist, kazooBlacklist } from "@/lib/domain/refused-host";
import { receiveHere } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { useDraft, useSetDraft } from "./draft/use-draft";
import { useFieldError } from "./field-errors";
import { FormSection } from "./form-section";
import { LintHints } from "./lint/lint-hints";

/** The operator can't edit the receiver's address. */
const refusedReceiver = `Kazoo refuses this address unless ${kazooBlacklist} was changed. Set PUBLIC_URL to an address that Kazoo can reach, and start Hookline again.`;

const places = [
  { value: receiveHere, label: "Receive here" },
  { value: "elsewhere", label: "Another URL" },
] as const;

function ReceiverUrl({ accountId }: { readonly accountId: string }) {
  const { data, error } = useQuery(receiverQuery(accountId));
  const refused = useFieldError("url");
  return (
    <div className="flex flex-col gap-1">
      <p className="text-ink-soft text-sm">
        Hookline stores what Kazoo sends and shows it on the Events page.
      </p>
      <p className="flex h-9 items-center gap-1 rounded bg-sunken pl-2.5">
        <span className="min-w-0 flex-1 truncate font-mono text-xs">
          {data ? maskReceiverKey(data.url) : error ? toApiError(error).message : "…"}
        </span>
        {data && <CopyButton text={data.url} what="the receiver URL" />}
      </p>
      <p className={refused ? "text-failing text-xs" : "text-ink-faint text-xs"} role="note">
        {refused ?? "The end of this URL is a key: who has all of it can write events."}
      </p>
      {data && !refused && isOnKazooBlacklist(data.url) && (
        <Notice tone="waiting" className="text-xs! [&>svg]:mt-0!">
          {refusedReceiver}
        </Notice>
      )}
    </div>
  );
}

/** Where Kazoo sends it: to Hookline itself, or to any URL that Kazoo can reach. */
export function WhereSection({ accountId }: { readonly accountId: string }) {
  const { url } = useDraft();
  const setDraft = useSetDraft();
  const error = useFieldError("url");
  const [elsewhere, setElsewhere] = useState(url === receiveHere ? "" : url);
  return (
    <FormSection title="Where">
      <Segmented
        label="Where Kazoo sends it"
        value={url === receiveHere ? receiveHere : "elsewhere"}
        options={places}
        onValueChange={(place) =>
          setDraft({ url: place === receiveHere ? receiveHere : elsewhere })
        }
        className="self-start"
      />
      {url === receiveHere ? (
        <ReceiverUrl accountId={accountId} />
      ) : (
        <Field
          label="URL"
          error={error}
          hint="It must answer 200. Kazoo counts every other answer, 201 and 204 too, as a failure."
        >
          {(control) => (
            <Input
              {...control}
              value={url}
              inputMode="url"
              placeholder="https://crm.example/kazoo"
              className="font-mono"
              onChange={(event) => {
                setElsewhere(event.target.value);
                setDraft({ url: event.target.value });
              }}
            />
          )}
        </Field>
      )}
      <LintHints about="url" />
    </FormSection>
  );
}
