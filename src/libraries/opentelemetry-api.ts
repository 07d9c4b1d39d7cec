import { library, type Facts, type Path } from '../library.ts';

/** An instrumentation must not break what it measures: the specification forbids these to throw. */
const safe = (span: Path): Record<Path, Facts> =>
  Object.fromEntries(
    ['setAttribute', 'setAttributes', 'addEvent', 'setStatus', 'recordException', 'updateName', 'spanContext'].map(method =>
      [`${span}.${method}()`, { safe: true }]),
  );

/** https://opentelemetry.io/docs/languages/js/instrumentation/#create-spans; a span that is not ended is never exported. */
export default library('@opentelemetry/api', {
  'Tracer()': 'trace.getTracer()',
  'trace.getTracerProvider().getTracer()': 'trace.getTracer()',
  'trace.getTracer().startSpan()': {
    acquires: {
      what: 'span',
      release: 'it.end()',
      shownBy: ['setAttribute()', 'setAttributes()', 'setStatus()', 'recordException()', 'addEvent()'],
    },
  },
  'trace.getTracer().startActiveSpan()': { acquires: { what: 'span', release: 'it.end()', gives: [{ callback: 0 }] } },
  'Span()': 'trace.getTracer().startSpan()',
  ...safe('trace.getTracer().startSpan()'),
  ...safe('trace.getTracer().startActiveSpan()'),
  'Meter()': 'metrics.getMeter()',
  ...Object.fromEntries(['Gauge', 'Counter', 'UpDownCounter'].map(kind => [
    `metrics.getMeter().createObservable${kind}().addCallback()`,
    { listens: { remove: 'from.removeCallback(it)', listener: 0 } } satisfies Facts,
  ])),
  'context.active()': { safe: true },
  'trace.setSpan()': { safe: true },
  'propagation.getBaggage()': { safe: true },
  'propagation.getBaggage().getAllEntries()': { safe: true },
});
