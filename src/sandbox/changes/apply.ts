import * as Prng from "../internal/prng.js"
import type { Data, Habit } from "../internal/provider.js"
import type { ProviderName } from "../internal/providerName.js"
import { type ChangeEvent, type ChangeKind, changeKinds, type Churn } from "./kinds.js"

/** Changes a provider's data before its nth request. */
export type Changes = (
  provider: ProviderName,
  request: number,
  data: Data,
  now: number
) => ReadonlyArray<ChangeEvent>

type Outcome = Pick<ChangeEvent, "id" | "before" | "after">

const create = ({ build, idAt, rows }: Data, now: number): Outcome => {
  const index = rows.create(now)
  return { id: idAt(index), after: build(index) }
}

const change = (data: Data, habit: Habit, index: number, now: number): Outcome => {
  const { build, idAt, rows } = data
  const id = idAt(index)
  const before = build(index)
  if (habit.status === undefined) {
    rows.delete(index)
    return { id, before }
  }
  rows.change(index, { status: habit.status, at: now })
  return { id, before, after: build(index) }
}

const fits = ({ rows }: Data, habit: Habit, index: number, now: number): boolean => {
  const created = rows.createdAt(index)
  return (
    rows.exists(index) &&
    created >= habit.after(now) &&
    created < habit.before(now) &&
    habit.allows(index, now)
  )
}

/** Chooses a session that can change: the first one that fits, from a random place on. */
const choose = (data: Data, habit: Habit, prng: Prng.Prng, now: number): number | undefined => {
  const from = data.rows.placeOfTime(habit.after(now))
  const length = data.rows.placeOfTime(habit.before(now)) - from
  const start = prng.int(Math.max(length, 1))
  for (let offset = 0; offset < length; offset++) {
    const index = data.rows.indexAt(from + ((start + offset) % length))
    if (fits(data, habit, index, now)) return index
  }
  return undefined
}

const apply = (
  data: Data,
  prng: Prng.Prng,
  now: number,
  step: {
    readonly change: ChangeKind
    readonly count?: number | undefined
    readonly ids?: ReadonlyArray<string> | undefined
  }
): ReadonlyArray<Outcome> => {
  const count = step.count ?? 1
  if (step.change === "created") return Array.from({ length: count }, () => create(data, now))
  const habit = data.habits[step.change]
  if (habit === undefined) return []
  const outcomes: Array<Outcome> = []
  if (step.ids !== undefined) {
    for (const id of step.ids) {
      const index = data.find(id)
      if (index !== undefined && fits(data, habit, index, now))
        outcomes.push(change(data, habit, index, now))
    }
    return outcomes
  }
  while (outcomes.length < count) {
    const index = choose(data, habit, prng, now)
    if (index === undefined) break
    outcomes.push(change(data, habit, index, now))
  }
  return outcomes
}

const noChanges: Changes = () => []

export const make = (churn: Churn | undefined): Changes => {
  if (churn === undefined) return noChanges
  const { kinds = changeKinds, rate = 0, script = [], seed = 1 } = churn
  return (provider, request, data, clock) => {
    const now = Math.max(clock, data.rows.now)
    const prng = Prng.streams(seed, `churn/${provider}`)(request)
    const steps = script.filter(
      (step) =>
        step.request === request && (step.provider === undefined || step.provider === provider)
    )
    // Drawn for every request, so that a script does not move the changes by rate.
    const drawn = prng.chance(rate) && kinds.length > 0 ? [{ change: prng.pick(kinds) }] : []
    return [...steps, ...drawn].flatMap((step) =>
      apply(data, prng, now, step).map((outcome): ChangeEvent =>
        Object.assign({ provider, request, change: step.change }, outcome)
      )
    )
  }
}
