export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** One DynamoDB operation, in the JSON of its wire protocol. */
export type Call = (operation: string, input: Record<string, unknown>) => Promise<Answer>;
