/** The demo's accounts: invented businesses under reserved domains. */
export interface DemoAccount {
  key: string;
  name: string;
  parent: string;
  realm: string;
  users: readonly string[];
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    key: "demo",
    name: "Demo",
    parent: "master",
    realm: "demo.sip.example",
    users: ["Front Desk", "Night Desk"],
  },
  {
    key: "harbour",
    name: "Harbour Dental",
    parent: "demo",
    realm: "harbour.sip.example",
    users: ["Reception One", "Reception Two", "Surgery Phone"],
  },
  {
    key: "northwind",
    name: "Northwind Logistics",
    parent: "demo",
    realm: "northwind.sip.example",
    users: ["Dispatch Desk", "Gate Phone", "Fleet Manager"],
  },
  {
    key: "cedar",
    name: "Cedar Street Books",
    parent: "demo",
    realm: "cedar.sip.example",
    users: ["Shop Counter", "Back Office"],
  },
  {
    key: "northwind-rail",
    name: "Northwind Rail Depot",
    parent: "northwind",
    realm: "rail.northwind.sip.example",
    users: ["Depot Desk", "Signal Box"],
  },
  {
    key: "northwind-air",
    name: "Northwind Air Freight",
    parent: "northwind",
    realm: "air.northwind.sip.example",
    users: ["Cargo Desk", "Customs Desk"],
  },
  {
    key: "harbour-kids",
    name: "Harbour Dental Children",
    parent: "harbour",
    realm: "kids.harbour.sip.example",
    users: ["Reception Kids", "Surgery Kids"],
  },
];
