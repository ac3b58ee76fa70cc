"use client";

import type { ComponentProps } from "react";
import { classNames } from "../class-names";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "checked" | "onChange"> {
  readonly label: string;
  /** "some": of several, not all. */
  readonly checked: boolean | "some";
  readonly onCheckedChange: (checked: boolean, withShift: boolean) => void;
}

/** The browser's own checkbox, which also tells whether Shift was held. */
export function Checkbox({ label, checked, onCheckedChange, className, ...rest }: CheckboxProps) {
  return (
    <input
      {...rest}
      ref={(input) => {
        if (input) input.indeterminate = checked === "some";
      }}
      type="checkbox"
      aria-label={label}
      checked={checked === true}
      onChange={({ target, nativeEvent }) =>
        onCheckedChange(target.checked, Reflect.get(nativeEvent, "shiftKey") === true)
      }
      className={classNames("size-4 cursor-pointer accent-accent align-middle", className)}
    />
  );
}
