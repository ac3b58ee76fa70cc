import type { EventDetail } from "@/lib/domain/event";

/** The request's headers, in the order and case they came. */
export function HeadersTab({ headers }: Pick<EventDetail, "headers">) {
  // A name may come twice, so its place is part of its key.
  const lines = headers.map(([name, value], place) => ({ key: `${place} ${name}`, name, value }));
  return (
    <dl className="px-4 py-3 font-mono text-xs">
      {lines.map(({ key, name, value }) => (
        <div
          key={key}
          className="grid min-h-8 grid-cols-[132px_minmax(0,1fr)] items-baseline gap-3 border-line border-b py-1.5 last:border-b-0"
        >
          <dt className="break-all text-ink-faint">{name}</dt>
          <dd className="break-all">
            {value === "" ? <span className="text-ink-faint">empty</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
