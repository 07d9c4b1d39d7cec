import { EventEmitter } from 'node:events';
import { trace, type Span } from '@opentelemetry/api';

const tracer = trace.getTracer('calls');

/** Who listens has it then. */
export class Calls extends EventEmitter {
  async ask(question: string, isAnsweredLater: boolean): Promise<string> {
    const span = tracer.startSpan('ask');
    try {
      const answer = await this.answer(question);
      if (isAnsweredLater) this.emit('waiting', { span });
      else span.end();
      return answer;
    } catch (error) {
      span.end();
      throw error;
    }
  }

  /** A line in the log is no listener. */
  async tell(question: string, isAnsweredLater: boolean): Promise<string> {
    const span: Span = tracer.startSpan('tell'); // want onExit
    try {
      const answer = await this.answer(question);
      if (isAnsweredLater) console.log('waiting', { span });
      else span.end();
      return answer;
    } catch (error) {
      span.end();
      throw error;
    }
  }

  async answer(question: string): Promise<string> {
    return await Promise.resolve(question);
  }
}
