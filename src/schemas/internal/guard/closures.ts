import type { Plan } from "./plan.js"

/**
 * Says whether a value is as its schema asks. It may say no where the schema says yes, never the other
 * way round.
 */
export type Guard = (value: unknown) => boolean

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const fieldsGuard = (
  { fields, values }: Extract<Plan, { readonly _tag: "Fields" }>,
  guardOf: (plan: Plan) => Guard
): Guard => {
  const checks = fields.map(({ name, plan, required }) => ({
    name,
    required,
    guard: guardOf(plan)
  }))
  const each = values === undefined ? undefined : guardOf(values)
  return (value) => {
    if (!isObject(value)) return false
    for (const { guard, name, required } of checks) {
      const held = value[name]
      if (held === undefined || required) {
        // A key of the prototype is no key of the object.
        if (Object.hasOwn(value, name) ? !guard(held) : required) return false
      } else if (!guard(held)) return false
    }
    if (each !== undefined) {
      for (const key of Object.keys(value)) if (!each(value[key])) return false
    }
    return true
  }
}

/** A guard of closures, one for each part of the plan. It needs no right to make code. */
export const closures = (plan: Plan): Guard => {
  const made = new Map<Plan, Guard>()
  const make = (plan: Plan): Guard => {
    switch (plan._tag) {
      case "Anything":
        return () => true
      case "TypeOf":
        return (value) => typeof value === plan.type
      case "Equals":
        return (value) => value === plan.value
      case "Passes": {
        const from = guardOf(plan.from)
        return (value) => from(value) && plan.test(value)
      }
      case "OneOf": {
        const members = plan.members.map(guardOf)
        return (value) => {
          for (const member of members) if (member(value)) return true
          return false
        }
      }
      case "Each": {
        const item = guardOf(plan.item)
        return (value) => {
          if (!Array.isArray(value)) return false
          for (let index = 0; index < value.length; index++) if (!item(value[index])) return false
          return true
        }
      }
      case "Fields":
        return fieldsGuard(plan, guardOf)
      case "Later": {
        let guard: Guard | undefined
        return (value) => (guard ??= guardOf(plan.plan()))(value)
      }
      case "Unknown":
        return () => false
    }
  }
  const guardOf = (plan: Plan): Guard => {
    const before = made.get(plan)
    if (before !== undefined) return before
    const guard = make(plan)
    made.set(plan, guard)
    return guard
  }
  return guardOf(plan)
}
