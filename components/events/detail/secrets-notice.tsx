import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notices/notice";
import type { EventView } from "@/lib/secrets/viewed-event";

interface SecretsNoticeProps {
  readonly secrets: EventView["secrets"];
  readonly onReveal: (reveal: boolean) => void;
}

/** The delivery holds a credential: that it is masked, and how to see it. */
export function SecretsNotice({ secrets, onReveal }: SecretsNoticeProps) {
  if (secrets === "none") return null;
  if (secrets === "revealed") {
    return (
      <Notice
        tone="waiting"
        className="mx-4 mb-3"
        title="Secrets are shown. Mind who sees the screen."
        action={<Button onClick={() => onReveal(false)}>Mask again</Button>}
      />
    );
  }
  return (
    <Notice
      className="mx-4 mb-3"
      title="A credential in this delivery is masked."
      action={<Button onClick={() => onReveal(true)}>Reveal secrets</Button>}
    >
      Hookline's log notes who reveals it.
    </Notice>
  );
}
