"use client";

import { SlidersHorizontal } from "lucide-react";
import { IconButton } from "@/components/ui/controls/icon-button";
import {
  DropdownMenu,
  MenuCheck,
  MenuChoice,
  MenuSeparator,
} from "@/components/ui/overlays/dropdown-menu";
import { webhookColumns } from "../table/webhook-columns";
import { densities } from "../table/webhook-row";
import type { useTableView } from "./use-table-view";

const densityNames = { comfortable: "Comfortable", compact: "Compact" } as const;
const optional = webhookColumns.filter(({ isOptional }) => isOptional);

/** Density and columns. */
export function TableViewMenu({ view, setView }: ReturnType<typeof useTableView>) {
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label="Columns and density" className="max-md:hidden">
          <SlidersHorizontal aria-hidden />
        </IconButton>
      }
    >
      <MenuChoice
        label="Rows"
        value={view.density}
        options={densities.map((value) => ({ value, label: densityNames[value] }))}
        onValueChange={(value) =>
          setView({ density: densities.find((each) => each === value) ?? "comfortable" })
        }
      />
      <MenuSeparator />
      {optional.map(({ id, name }) => (
        <MenuCheck
          key={id}
          checked={!view.hidden.includes(id)}
          onCheckedChange={(shown) => {
            const others = view.hidden.filter((each) => each !== id);
            setView({ hidden: shown ? others : [...others, id] });
          }}
        >
          {name}
        </MenuCheck>
      ))}
    </DropdownMenu>
  );
}
