interface Connection {
  processID: number;
}
interface Query {
  sql: string;
  bindings: readonly unknown[];
}

// A driver whose own methods hand out and take back.
export abstract class Driver {
  abstract acquireConnection(): Promise<Connection>;
  abstract releaseConnection(connection: Connection): Promise<void>;
  abstract query(connection: Connection, query: Query): Promise<unknown>;

  cancel({ processID }: Connection): Promise<void> {
    const acquiring = this.acquireConnection(); // want onThrow
    return acquiring.then(connection =>
      this.query(connection, { sql: 'SELECT pg_terminate_backend(?);', bindings: [processID] }).then(() => {
        void this.releaseConnection(connection);
      }),
    );
  }

  cancelSafely({ processID }: Connection): Promise<unknown> {
    const acquiring = this.acquireConnection();
    return acquiring.then(connection =>
      this.query(connection, { sql: 'SELECT pg_terminate_backend(?);', bindings: [processID] }).finally(() =>
        this.releaseConnection(connection),
      ),
    );
  }

  async ping(): Promise<void> {
    const connection = await this.acquireConnection(); // want onThrow
    await this.query(connection, { sql: 'SELECT 1', bindings: [] });
    await this.releaseConnection(connection);
  }
}
