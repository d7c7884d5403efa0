export class SesError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const invalidValue = (message: string): SesError => new SesError('InvalidParameterValue', message);
