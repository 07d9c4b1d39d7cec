interface Link {
  send(question: { id: number }): Promise<void>;
}

/** The answer comes by another way, and the chain is there to reject alone. */
export class Asker {
  readonly #handlers = new Map<number, (answer: unknown) => void>();

  constructor(private readonly link: Link) {}

  ask(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#handlers.set(id, answer => {
        this.#handlers.delete(id);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
      this.link.send({ id }).catch(error => {
        this.#handlers.delete(id);
        reject(error);
      });
    });
  }

  tell(id: number): Promise<void> {
    return new Promise((resolve, reject) => { // want branch
      this.link.send({ id }).then(() => {
        if (this.#handlers.has(id)) resolve();
      }, reject);
    });
  }
}
