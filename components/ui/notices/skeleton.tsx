import { classNames } from "../class-names";

/** A grey shape where text will be. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={classNames("block h-3 rounded bg-hover", className)} />;
}
