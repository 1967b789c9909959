import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { fingerprints } from "./fingerprint.js"
import type { PageParams, ResumePoint } from "./position.js"
import { startAt } from "./position.js"
import type { Moved } from "./shift.js"

/**
 * Where sessions appear that are new after the end of a walk: `Appended` behind its last page,
 * `Prepended` before its first item. `Unknown` is an order that is not documented.
 */
export type Arrivals =
  | { readonly _tag: "Appended" }
  | { readonly _tag: "Prepended"; readonly before: (id: string) => PageParams }
  | { readonly _tag: "Unknown" }

/** The properties of a list that a resume point depends on. */
interface List {
  readonly idOf: (item: unknown) => Option.Option<string>
  readonly pageAfter: Option.Option<(item: unknown) => Option.Option<PageParams>>
  /** Whether pages are numbered. */
  readonly previous: Option.Option<unknown>
  readonly arrivals: Arrivals
}

/** A page that was read: its beginning and its items. */
export interface Read {
  readonly point: ResumePoint
  readonly moved: ReadonlyArray<Moved>
  readonly sent: ReadonlyArray<unknown>
  readonly marks: ReadonlyArray<string | undefined>
  /** The marks of the page as it was read last: a page whose items move is read several times. */
  readonly lastMarks: ReadonlyArray<string | undefined>
  readonly total: Option.Option<number>
}

/** The longest list of ids that a cursor holds: some 120 kB. */
const mostNames = 10_000

/**
 * How many ids before a page a cursor of a numbered list remembers, at least and at most: those of a
 * page, and some more for rows with the same sort key across its edge.
 */
const memory = { least: 50, more: 20, most: 1000 }

/** Whether anything was handed out of the page where this point leads. */
export const needsMarks = ({ had, nameless, seen }: ResumePoint): boolean =>
  had.length > 0 || seen.length > 0 || nameless > 0

/** Tells the items of a page that were not handed out yet; to be asked in order, each once. */
export const isNew = (
  { had, nameless, seen }: ResumePoint,
  marks: ReadonlyArray<string | undefined>
): ((index: number) => boolean) => {
  const known = new Set([...had, ...seen])
  let skipped = 0
  return (index) => {
    const mark = marks[index]
    return mark === undefined ? skipped++ >= nameless : !known.has(mark)
  }
}

const named = (marks: ReadonlyArray<string | undefined>): ReadonlyArray<string> =>
  marks.filter((mark) => mark !== undefined)

/** The same page again, with the names of its items that were handed out. */
const samePage = (
  point: ResumePoint,
  moved: ReadonlyArray<Moved>,
  marks: ReadonlyArray<string | undefined>
): Option.Option<ResumePoint> => {
  if (marks.length > mostNames) return Option.none()
  const had = [...new Set([...point.had, ...moved.map(({ mark }) => mark), ...named(marks)])]
  const nameless = Math.max(point.nameless, marks.length - named(marks).length)
  return had.length > mostNames ? Option.none() : Option.some({ ...point, had, nameless })
}

const isBeginning = ({ at }: ResumePoint) => Object.keys(at).length === 0

/** An id goes into a cursor for good, so only a value that looks like an id is one. */
const printable = (id: string) => /^[\w-]{1,200}$/.test(id)

const headOf = (list: List, point: ResumePoint, sent: ReadonlyArray<unknown>): string | undefined =>
  list.arrivals._tag !== "Prepended" || point.head !== undefined || !isBeginning(point)
    ? point.head
    : Option.getOrUndefined(Option.filter(list.idOf(sent[0]), printable))

/**
 * The point before the `nth` item of a page, those that moved counted first. `None` if a cursor
 * cannot name all that was handed out.
 *
 * An offset into a page goes stale when items appear or vanish above it, and a cursor is stored for
 * days. So the point names the ids. Where an id is itself a cursor, it is the last good item's.
 */
export const inside = (
  list: List,
  { moved, point, sent }: Read,
  nth: number
): Effect.Effect<Option.Option<ResumePoint>> => {
  const index = nth - moved.length
  if (Option.isSome(list.pageAfter)) {
    const head = headOf(list, point, sent)
    for (let last = index - 1; last >= 0; last--) {
      const at = list.pageAfter.value(sent[last])
      if (Option.isSome(at)) {
        return Effect.succeedSome({
          ...point,
          at: at.value,
          had: [],
          nameless: index - 1 - last,
          head
        })
      }
    }
  }
  return Effect.map(fingerprints(sent.slice(0, Math.max(0, index)), list.idOf), (marks) =>
    samePage(point, moved.slice(0, nth), marks)
  )
}

/** The point after the last item of a page, on the same page. */
export const afterAll = (list: List, read: Read): Effect.Effect<Option.Option<ResumePoint>> =>
  inside(list, read, read.moved.length + read.sent.length)

/** The point at the next page. */
export const onward = (
  list: List,
  read: Read,
  { at, overlap = 0 }: { readonly at: PageParams; readonly overlap?: number }
): ResumePoint => {
  const { lastMarks, marks, moved, point, sent, total } = read
  const head = headOf(list, point, sent)
  if (Option.isSome(list.previous)) {
    const kept = Math.min(memory.most, Math.max(memory.least, sent.length) + memory.more)
    // A page can hold a million ids: only the last ones are looked at.
    const last = named(marks.slice(-kept))
    const names = [...point.seen, ...point.had, ...moved.map(({ mark }) => mark), ...last]
    const edge = named(lastMarks.slice(Math.max(0, lastMarks.length - overlap)))
    // A name counts where it stood last: an item that came early is on a later page, too. The names
    // of the overlap end the list, because the next page begins with those items.
    const unique = [...new Set([...names, ...edge].toReversed())].toReversed()
    return {
      ...startAt(at),
      seen: unique.slice(-kept),
      seenAll: point.seenAll && marks.length <= kept && unique.length <= kept,
      total: Option.getOrElse(total, () => point.total),
      overlap: edge.length === overlap ? overlap : 0,
      head
    }
  }
  // A shorter page leaves names over: those items stand on the next page, or are gone.
  const here = new Set(marks)
  return {
    ...startAt(at),
    had: point.had.filter((mark) => !here.has(mark)),
    nameless: Math.max(0, point.nameless - (marks.length - named(marks).length)),
    head
  }
}

/** The point from which a later walk reads the sessions that are new by then. */
export const atEnd = (list: List, read: Read): Effect.Effect<Option.Option<ResumePoint>> => {
  const { point, sent, total } = read
  switch (list.arrivals._tag) {
    case "Unknown":
      return Effect.succeedNone
    case "Prepended": {
      const head = headOf(list, point, sent)
      if (head !== undefined) return Effect.succeedSome(startAt(list.arrivals.before(head)))
      // An empty list has no head, and everything will be new.
      return isBeginning(point) && sent.length === 0
        ? Effect.succeedSome(point)
        : Effect.succeedNone
    }
    case "Appended":
      return Effect.map(
        afterAll(list, read),
        Option.flatMap((at) =>
          Option.some({
            ...at,
            unsure: false,
            total: Option.getOrElse(total, () => point.total)
          })
        )
      )
  }
}
