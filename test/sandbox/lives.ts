import * as Sandbox from "../../src/sandbox/Sandbox.js"

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A living sandbox's data at a moment: its sessions, and how they came to be as they are. */
export const at = (name: Sandbox.ProviderName, options: Sandbox.Options, now: number) => ({
  now,
  sessions: Sandbox.sessions(name, { ...options, now }),
  history: Sandbox.history(name, { ...options, now })
})

/** The transitions of each session, in order of time. */
export const bySession = (
  history: ReadonlyArray<Sandbox.Transition>
): ReadonlyMap<string, ReadonlyArray<Sandbox.Transition>> => {
  const all = new Map<string, Array<Sandbox.Transition>>()
  for (const transition of history) {
    const known = all.get(transition.id)
    if (known === undefined) all.set(transition.id, [transition])
    else known.push(transition)
  }
  return all
}

/** Each change of a session, with its statuses before and after, and its times before and after. */
export const changes = (history: ReadonlyArray<Sandbox.Transition>) =>
  Array.from(bySession(history).values()).flatMap((steps) =>
    steps.slice(1).map((to, before) => ({ from: steps[before] ?? to, to }))
  )

/** The status of a transition, with the payment status where the provider has one. */
export const word = ({ paymentStatus, status }: Sandbox.Transition): string =>
  paymentStatus === undefined ? status : `${status}/${paymentStatus}`
