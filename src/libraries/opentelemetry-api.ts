import { library } from '../library.ts';

/** https://opentelemetry.io/docs/languages/js/instrumentation/#create-spans; a span that is not ended is never exported. */
export default library('@opentelemetry/api', {
  'Tracer()': 'trace.getTracer()',
  'trace.getTracerProvider().getTracer()': 'trace.getTracer()',
  'trace.getTracer().startSpan()': { acquires: { what: 'span', release: 'it.end()' } },
  'trace.getTracer().startActiveSpan()': { acquires: { what: 'span', release: 'it.end()', gives: [{ callback: 0 }] } },
  'Span()': 'trace.getTracer().startSpan()',
  // An instrumentation must not break what it measures: the specification forbids these to throw.
  'trace.getTracer().startSpan().setAttribute()': { safe: true },
  'trace.getTracer().startSpan().setAttributes()': { safe: true },
  'trace.getTracer().startSpan().addEvent()': { safe: true },
  'trace.getTracer().startSpan().setStatus()': { safe: true },
  'trace.getTracer().startSpan().recordException()': { safe: true },
  'trace.getTracer().startSpan().updateName()': { safe: true },
  'trace.getTracer().startSpan().spanContext()': { safe: true },
  'context.active()': { safe: true },
  'propagation.getBaggage()': { safe: true },
  'propagation.getBaggage().getAllEntries()': { safe: true },
});
