export interface HttpAnswer {
  status: number;
  /** Names in lower case, in the order received. */
  headers: [string, string][];
  body: string;
}

export const headerOf = (answer: Pick<HttpAnswer, "headers">, name: string) =>
  answer.headers.find(([key]) => key === name)?.[1];
