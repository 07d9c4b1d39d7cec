import { library } from '../library.ts';

/** https://opentelemetry.io/docs/languages/js/instrumentation/#create-spans; a span that is not ended is never exported. */
export default library('@opentelemetry/api', {
  'Tracer()': 'trace.getTracer()',
  'trace.getTracerProvider().getTracer()': 'trace.getTracer()',
  'trace.getTracer().startSpan()': { acquires: { what: 'span', release: 'it.end()' } },
  'trace.getTracer().startActiveSpan()': { acquires: { what: 'span', release: 'it.end()', gives: [{ callback: 0 }] } },
  'Span()': 'trace.getTracer().startSpan()',
});
