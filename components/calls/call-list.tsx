import type { CallSummary } from "@/lib/domain/call";
import { CallRow, rowLooks } from "./call-row";

interface CallListProps {
  readonly name: string;
  readonly calls: readonly CallSummary[];
  readonly onOpen: (callId: string) => void;
}

const columns = ["Began", "Direction", "From", "To", "Outcome", "Ring and talk", "Legs", "Missing"];

/** One row a call; the whole row opens it. */
export function CallList({ name, calls, onOpen }: CallListProps) {
  return (
    <table className="w-full border-separate border-spacing-0 max-md:block">
      <caption className="px-4 pt-3 pb-1 text-left text-ink-faint text-xs max-md:block md:px-6">
        {name} <span className="nums">({calls.length})</span>
      </caption>
      <thead className="max-md:sr-only">
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={rowLooks.headCell}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {calls.map((call) => (
          <CallRow key={call.id} call={call} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}
