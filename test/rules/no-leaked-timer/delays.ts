// untyped
import delay from 'delay';
import sleep from 'sleep-promise';
import { after } from '@acme/clock';

class DeadlineError extends Error {}

interface Model {
  complete(prompt: string): Promise<string>;
}

export class Completions {
  constructor(
    private readonly model: Model,
    private readonly patience: number,
  ) {}

  async complete(prompt: string): Promise<string> {
    return Promise.race([this.model.complete(prompt), this.late()]);
  }

  async completeOrNothing(prompt: string): Promise<string | undefined> {
    return Promise.race([this.model.complete(prompt), sleep(this.patience).then(() => undefined)]); // want slept
  }

  async completeInTime(prompt: string): Promise<string> {
    const late = delay(this.patience); // want onThrow
    const text = await Promise.race([this.model.complete(prompt), late.then(() => Promise.reject(new DeadlineError()))]);
    late.clear();
    return text;
  }

  async completeWell(prompt: string): Promise<string | void> {
    const late = delay(this.patience);
    try {
      return await Promise.race([this.model.complete(prompt), late]);
    } finally {
      late.clear();
    }
  }

  /** What it waits for is told by its type. */
  async completeSoon(prompt: string, limit: number): Promise<string> {
    return Promise.race([
      this.model.complete(prompt),
      after(limit).then(() => { // want slept potential
        throw new DeadlineError('the deadline is over');
      }),
    ]);
  }

  async completeOne(prompts: readonly string[], signal: AbortSignal): Promise<string> {
    return Promise.race([
      ...prompts.map(prompt => this.model.complete(prompt)),
      after(signal).then(() => { throw new DeadlineError('the deadline is over'); }),
    ]);
  }

  private late(): Promise<never> {
    return new Promise((_, reject) => {
      setTimeout(() => reject(new DeadlineError()), this.patience); // want guard
    });
  }
}
