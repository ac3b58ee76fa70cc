import { type ReactNode, useId } from "react";

interface PanelSectionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Beside the title. */
  readonly more?: ReactNode;
}

export function PanelSection({ title, children, more }: PanelSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-4 border-line border-b px-4 py-5 last:border-b-0 md:px-6"
    >
      <div className="flex items-baseline justify-between gap-3">
        <h3 id={id} className="font-semibold text-base">
          {title}
        </h3>
        {more}
      </div>
      {children}
    </section>
  );
}

/** One line of a list of facts: to be put into a `dl`. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[112px_minmax(0,1fr)] items-baseline gap-3 text-sm">
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
