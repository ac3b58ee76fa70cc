import { RotateCw } from "lucide-react";
import { clockTime } from "@/lib/format/instant";
import { Button } from "../ui/controls/button";

interface AsOfProps {
  readonly query: {
    readonly dataUpdatedAt: number;
    readonly isRefetching: boolean;
    readonly refetch: () => unknown;
  };
}

/** When it was read: each reading costs requests to Kazoo, so it isn't read again by itself. */
export function AsOf({ query }: AsOfProps) {
  const { dataUpdatedAt, isRefetching, refetch } = query;
  return (
    <Button look="quiet" busy={isRefetching} onClick={() => void refetch()}>
      <RotateCw aria-hidden />
      <span className="sr-only">Read again. </span>
      <span className="nums">As of {clockTime(dataUpdatedAt)}</span>
    </Button>
  );
}
