/** As much of the driver as is used here: its own types are a package that the root does not install. */
declare module "pg" {
  export class Client {
    constructor(config?: { application_name?: string; options?: string });
    connect(): Promise<void>;
    query(
      statement: string | { name: string; text: string; values: unknown[] },
    ): Promise<{ rows: unknown[] }>;
    on(event: "error", listener: (error: Error) => void): this;
    end(): Promise<void>;
    readonly connection: { readonly stream: { destroy(): void } };
  }
}
