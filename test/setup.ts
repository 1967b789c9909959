// `layer()` of @effect/vitest puts methods of its own on the one global `it`, and with `isolate: false`
// they would stay there for the files that follow: all their tests would share one TestClock.
import { it, makeMethods } from "@effect/vitest"

makeMethods(it)
