/** Records all that a program reports about itself: log lines, spans and metrics. */
import { inspect } from "node:util"
import {
  Cause,
  Context,
  Effect,
  Exit,
  Layer,
  Logger,
  LogLevel,
  Metric,
  Option,
  Tracer
} from "effect"

export interface Span {
  readonly name: string
  readonly parent: string | undefined
  readonly kind: string
  readonly attributes: ReadonlyMap<string, unknown>
  readonly events: ReadonlyArray<readonly [string, Readonly<Record<string, unknown>> | undefined]>
  readonly exit: Exit.Exit<unknown, unknown> | undefined
}

export interface Witness {
  readonly lines: ReadonlyArray<string>
  readonly spans: ReadonlyArray<Span>
  readonly layer: Layer.Layer<never>
}

const loggers = [
  Logger.stringLogger,
  Logger.logfmtLogger,
  Logger.jsonLogger,
  Logger.map(Logger.structuredLogger, (record) => inspect(record, { depth: Infinity }))
]

class Recorded implements Tracer.Span {
  readonly _tag = "Span"
  readonly spanId = "0".repeat(16)
  readonly traceId = "0".repeat(32)
  readonly sampled = true
  readonly attributes = new Map<string, unknown>()
  readonly events: Array<readonly [string, Readonly<Record<string, unknown>> | undefined]> = []
  readonly links: Array<Tracer.SpanLink> = []
  readonly name: string
  readonly parent: Option.Option<Tracer.AnySpan>
  readonly context: Context.Context<never>
  readonly kind: Tracer.SpanKind
  status: Tracer.SpanStatus
  constructor(
    name: string,
    parent: Option.Option<Tracer.AnySpan>,
    context: Context.Context<never>,
    startTime: bigint,
    kind: Tracer.SpanKind
  ) {
    this.name = name
    this.parent = parent
    this.context = context
    this.kind = kind
    this.status = { _tag: "Started", startTime }
  }
  attribute(key: string, value: unknown): void {
    this.attributes.set(key, value)
  }
  event(name: string, _: bigint, attributes?: Readonly<Record<string, unknown>>): void {
    this.events.push([name, attributes])
  }
  addLinks(links: ReadonlyArray<Tracer.SpanLink>): void {
    this.links.push(...links)
  }
  end(endTime: bigint, exit: Exit.Exit<unknown, unknown>): void {
    this.status = { _tag: "Ended", startTime: 0n, endTime, exit }
  }
}

const nameOf = (parent: Option.Option<Tracer.AnySpan>): string | undefined =>
  Option.getOrUndefined(
    Option.flatMap(parent, (span) =>
      span._tag === "Span" ? Option.some(span.name) : Option.none()
    )
  )

/** Records every log line, at every level, and every span. */
export const make = (): Witness => {
  const lines: Array<string> = []
  const recorded: Array<Recorded> = []
  const listening = Logger.make<unknown, void>((entry) => {
    for (const logger of loggers) lines.push(logger.log(entry))
  })
  const tracer = Tracer.make({
    span: (name, parent, context, _links, startTime, kind) => {
      const span = new Recorded(name, parent, context, startTime, kind)
      recorded.push(span)
      return span
    },
    context: (f) => f()
  })
  return {
    lines,
    get spans() {
      return recorded.map(({ attributes, events, kind, name, parent, status }) => ({
        name,
        parent: nameOf(parent),
        kind,
        attributes,
        events,
        exit: status._tag === "Ended" ? status.exit : undefined
      }))
    },
    layer: Layer.mergeAll(
      Logger.add(listening),
      Logger.minimumLogLevel(LogLevel.All),
      Layer.setTracer(tracer)
    )
  }
}

/** All texts that an error, or the Exit with it, can be rendered to. */
export const voices = (error: unknown): ReadonlyArray<string> => {
  const exit = Exit.fail(error)
  return [
    String(error),
    JSON.stringify(error),
    inspect(error),
    // `showHidden` and `getters` stay apart, because together they would run the getter `body`.
    inspect(error, { depth: Infinity, showHidden: true }),
    inspect(error, { depth: Infinity, getters: true }),
    inspect(error, { depth: Infinity, showHidden: true, customInspect: false }),
    inspect({ nested: [error] }, { depth: Infinity }),
    error instanceof Error ? `${error.name} ${error.message} ${error.stack} ${error.cause}` : "",
    Cause.pretty(Cause.fail(error), { renderErrorCause: true }),
    JSON.stringify(exit),
    inspect(exit, { depth: Infinity }),
    JSON.stringify(Cause.fail(error)),
    Object.entries(error ?? {})
      .map(String)
      .join()
  ]
}

/** The names, attributes, events and ends of the spans. */
export const spanVoices = (spans: ReadonlyArray<Span>): ReadonlyArray<string> =>
  spans.flatMap(({ attributes, events, exit, name }) => [
    name,
    inspect([...attributes], { depth: Infinity }),
    inspect(events, { depth: Infinity }),
    // The value of a successful span is not exported.
    ...(exit !== undefined && Exit.isFailure(exit)
      ? [JSON.stringify(exit), inspect(exit, { depth: Infinity }), Cause.pretty(exit.cause)]
      : [])
  ])

/** The names and labels of every metric in the process. */
export const metricVoices: Effect.Effect<ReadonlyArray<string>> = Effect.map(
  Metric.snapshot,
  (pairs) =>
    pairs.map(
      ({ metricKey }) =>
        `${metricKey.name} ${metricKey.tags.map(({ key, value }) => `${key}=${value}`).join()}`
    )
)
