/** What a guest has typed, as they did. */
export interface BookDraft {
  /** UTC instant; empty where none is chosen. */
  readonly start: string;
  /** One form books once: pressed again, it comes with the same key. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  /** One address a line. */
  readonly guests: string;
  /** By the id of the question. */
  readonly answers: Readonly<Record<string, string>>;
}

/** What is wrong with a field of the form, by its name. */
export interface BookFault {
  readonly field: string;
  readonly text: string;
  /** What the field is called, where the text alone does not tell. */
  readonly label?: string;
}

/** The name of the field in which a question is answered. */
export const answerField = (questionId: string): string => `answer.${questionId}`;
