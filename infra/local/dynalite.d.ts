declare module 'dynalite/db/index.js' {
  /** Opaque: only dynalite's own actions look inside. */
  type Store = { readonly options: unknown };
  interface Options {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }
  const db: { create(options?: Options): Store };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  import type db from 'dynalite/db/index.js';

  type Custom = (data: unknown, store: ReturnType<typeof db.create>) => string | undefined;
  /** Both throw what the service would refuse. */
  const validations: {
    checkTypes(data: unknown, types: unknown): Record<string, unknown>;
    checkValidations(
      data: Record<string, unknown>,
      types: unknown,
      custom: Custom | undefined,
      store: ReturnType<typeof db.create>,
    ): void;
  };
  export default validations;
}
