import type { ReactNode } from "react";

interface FormSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function FormSection({ title, children }: FormSectionProps) {
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-4 border-line border-b py-5 last:border-b-0"
    >
      <h3 className="font-semibold text-base">{title}</h3>
      {children}
    </section>
  );
}
