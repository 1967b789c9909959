// `layer()` of @effect/vitest replaces methods of the one global `it`. With `isolate: false` they
// would stay replaced in later files, and all tests of those files would share one TestClock.
import { it, makeMethods } from "@effect/vitest"

makeMethods(it)
