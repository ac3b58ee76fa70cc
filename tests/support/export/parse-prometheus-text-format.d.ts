declare module "parse-prometheus-text-format" {
  interface Family {
    readonly name: string;
    /** In capitals: "GAUGE". */
    readonly type: string;
    readonly help: string;
    readonly metrics: readonly unknown[];
  }
  export default function parse(text: string): readonly Family[];
}
