import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { classNames } from "../class-names";

const button = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded font-medium text-sm transition-colors disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "bg-accent text-accent-ink hover:bg-accent-strong",
        outline: "border border-line bg-raised text-ink hover:border-edge hover:bg-hover",
        quiet: "text-ink-soft hover:bg-hover hover:text-ink",
        danger: "bg-failing text-accent-ink hover:brightness-90",
      },
      size: { md: "h-8 px-3", lg: "h-10 px-4 text-base", sm: "h-7 px-2 text-xs" },
    },
    defaultVariants: { look: "outline", size: "md" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof button> {
  /** Renders the child (a link) with a button's looks. */
  readonly asChild?: boolean;
  /** Working on it: shows a spinner and takes no second click. */
  readonly busy?: boolean;
}

export function Button({ asChild, busy, look, size, className, children, ...props }: ButtonProps) {
  const looks = classNames(button({ look, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={looks} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={looks} {...props} disabled={props.disabled || busy}>
      {busy && <LoaderCircle className="motion-safe:animate-spin" aria-hidden />}
      {children}
    </button>
  );
}
