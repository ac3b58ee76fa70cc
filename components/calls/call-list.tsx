import type { CallSummary } from "@/lib/domain/call";
import { classNames } from "../ui/class-names";
import { CallRow, rowLooks } from "./call-row";

interface CallListProps {
  readonly name: string;
  readonly calls: readonly CallSummary[];
  readonly onOpen: (callId: string) => void;
}

/** Widths are fixed, so that both lists have their columns in one line. */
const columns = [
  { name: "Began", width: "md:w-[13%]" },
  { name: "Direction", width: "md:w-[12%]" },
  { name: "From", width: "" },
  { name: "To", width: "" },
  { name: "Outcome", width: "md:w-[18%]" },
  { name: "Ring and talk", width: "md:w-[15%]" },
  { name: "Legs", width: "md:w-[6%]" },
  { name: "Missing", width: "md:w-[9%]" },
];

/** One row a call; the whole row opens it. */
export function CallList({ name, calls, onOpen }: CallListProps) {
  return (
    <table className="w-full border-separate border-spacing-0 max-md:block md:table-fixed">
      <caption className="px-4 pt-3 pb-1 text-left text-ink-faint text-xs max-md:block md:px-6">
        {name} <span className="nums">({calls.length})</span>
      </caption>
      <thead className="max-md:sr-only">
        <tr>
          {columns.map(({ name: column, width }) => (
            <th key={column} scope="col" className={classNames(rowLooks.headCell, width)}>
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
