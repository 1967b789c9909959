import * as Prng from "../internal/prng.js"
import type { Data, Pace } from "../internal/provider.js"
import type { ProviderName } from "../internal/providerName.js"
import { DAY_MILLIS } from "../internal/time.js"
import { type Course, DELETED, type Step } from "./courses.js"
import type { Transition } from "./kinds.js"
import { Queue } from "./queue.js"

/** The data of one provider, as it lives. */
export interface Timeline {
  /**
   * Makes everything happen that happens until this time, in epoch milliseconds. An earlier time than
   * the last one changes nothing.
   */
  readonly advance: (now: number) => void
  /** Everything that has happened, in order of time. */
  readonly history: () => ReadonlyArray<Transition>
}

const still: Timeline = { advance: () => {}, history: () => [] }

/** When sessions are created: a Poisson process whose times, in milliseconds, are all different. */
const arrivals = (prng: Prng.Prng, { perDay }: Pace, since: number): (() => number) => {
  let exact = since
  let last = since
  return () => {
    if (perDay === 0) return Infinity
    exact -= (Math.log(1 - prng.fraction()) * DAY_MILLIS) / perDay
    last = Math.max(Math.ceil(exact), last + 1)
    return last
  }
}

/**
 * Applies all events to the data, in order of time. The course of a session is drawn when it is created.
 * The data at a moment is the same, however often it was read before.
 */
export const make = (provider: ProviderName, data: Data, pace: Pace | undefined): Timeline => {
  if (pace === undefined) return still
  const { rows } = data
  const initial = rows.issued
  const courses = Prng.streams(pace.seed, `life/${provider}`)
  const nextCreation = arrivals(
    Prng.streams(pace.seed, `life/${provider}/arrivals`)(0),
    pace,
    rows.now
  )
  const queue = new Queue<{
    readonly index: number
    readonly course: Course
    readonly step: number
  }>()
  const happened: Array<{ readonly index: number; readonly step: Step }> = []
  let arrived = 0
  let arrival = initial > 0 ? rows.createdAt(0) : nextCreation()

  const take = (index: number, course: Course, at: number): void => {
    const step = course[at]
    const next = course[at + 1]
    if (step !== undefined) happened.push({ index, step })
    if (next !== undefined) queue.add(next.at, index, { index, course, step: at + 1 })
  }

  const create = (): void => {
    const index = arrived < initial ? arrived : rows.create(arrival)
    arrived += 1
    take(index, data.course(index, courses(index)), 0)
    arrival = arrived < initial ? rows.createdAt(arrived) : nextCreation()
  }

  const change = (): void => {
    const due = queue.take()
    const step = due?.course[due.step]
    if (due === undefined || step === undefined) return
    if (step.status === DELETED) rows.delete(due.index)
    else rows.change(due.index, step)
    take(due.index, due.course, due.step)
  }

  return {
    advance: (now) => {
      // A clock can be behind `since`. The past of the initial sessions has happened all the same.
      const until = Math.max(now, rows.now)
      while (Math.min(arrival, queue.next) <= until) {
        // At one time, the session with the smaller index comes first.
        if (queue.next <= arrival) change()
        else create()
      }
    },
    history: () =>
      happened.map(({ index, step: { at, payment, status } }): Transition => {
        const transition = {
          provider,
          id: data.idAt(index),
          at,
          status,
          createdAt: rows.createdAt(index)
        }
        return payment === undefined
          ? transition
          : Object.assign(transition, { paymentStatus: payment })
      })
  }
}
