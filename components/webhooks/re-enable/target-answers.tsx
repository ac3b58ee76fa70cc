import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useId } from "react";
import type { ReEnabledItem } from "@/lib/domain/re-enable";
import type { Webhook } from "@/lib/domain/webhook";

interface TargetAnswersProps {
  readonly webhooks: readonly Webhook[];
  /** Undefined until the URLs were asked. */
  readonly results: readonly ReEnabledItem[] | undefined;
  readonly asksOthers: boolean;
  readonly onAskOthers: (asks: boolean) => void;
}

function inWords(result: ReEnabledItem | undefined): string {
  if (!result) return "Its URL is being asked.";
  if (result.why !== null) return result.why;
  const { answer, outcome } = result;
  const answered = answer
    ? `Its URL answers ${answer.status} in ${answer.tookMs} ms.`
    : "Its URL was not asked.";
  return outcome === "re-enabled" ? `Re-enabled. ${answered}` : answered;
}

function Sign({ result }: { readonly result: ReEnabledItem | undefined }) {
  const looks = "mt-0.5 size-4 shrink-0";
  if (result?.outcome === "refused") {
    return <CircleAlert className={`${looks} text-failing`} aria-hidden />;
  }
  if (result?.answer || result?.outcome === "re-enabled") {
    return <CircleCheck className={`${looks} text-ok`} aria-hidden />;
  }
  return <CircleDashed className={`${looks} text-ink-faint`} aria-hidden />;
}

/** What each webhook's URL answers, and the choice to ask those that are not Hookline's too. */
export function TargetAnswers(props: TargetAnswersProps) {
  const { webhooks, results, asksOthers, onAskOthers } = props;
  const box = useId();
  const byId = new Map(results?.map((result) => [result.webhookId, result]));
  const elsewhere = webhooks.some(({ receivesHere }) => !receivesHere);
  return (
    <>
      <ul aria-label="What the URLs answer" aria-live="polite" className="flex flex-col gap-2">
        {webhooks.map(({ id, name }) => (
          <li key={id} className="flex items-start gap-2 text-sm">
            <Sign result={byId.get(id)} />
            <span className="min-w-0 break-words">
              {webhooks.length > 1 && <span className="block font-medium">{name}</span>}
              <span className="text-ink-soft">{inWords(byId.get(id))}</span>
            </span>
          </li>
        ))}
      </ul>
      {elsewhere && (
        <label htmlFor={box} className="flex items-start gap-2 text-sm">
          <input
            id={box}
            type="checkbox"
            checked={asksOthers}
            onChange={({ target }) => onAskOthers(target.checked)}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            Ask URLs that are not Hookline's too
            <span className="block text-ink-faint text-xs">
              Each gets one request of the webhook's kind, marked as a probe and not an event.
            </span>
          </span>
        </label>
      )}
    </>
  );
}
