import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notices/notice";
import type { DecodeProblem } from "@/lib/domain/event";
import { decodeProblemInWords } from "@/lib/format/decode-problem";

interface DecodeProblemNoticeProps {
  readonly problem: DecodeProblem;
  readonly onRaw: () => void;
}

/** The delivery could not be read: why, and that nothing of it is missing. */
export function DecodeProblemNotice({ problem, onRaw }: DecodeProblemNoticeProps) {
  const title = `${decodeProblemInWords(problem)}.`;
  return (
    <Notice
      tone="waiting"
      className="mx-4 mb-3"
      title={title}
      action={<Button onClick={onRaw}>Raw bytes</Button>}
    >
      {problem.message !== title && <p>{problem.message}</p>}
      <p>Kazoo got its 200 and every byte was kept.</p>
    </Notice>
  );
}
