/**
 * One page of a list.
 *
 * @since 0.1.0
 */
import * as Option from "effect/Option"
import type { ProviderName } from "../CheckoutError.js"
import type { Cursor } from "./Cursor.js"

/**
 * One page of a list, in the shape that all providers share.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Page<out A> {
  /** The provider that sent it. */
  readonly provider: ProviderName
  /** The sessions of this page, each as the provider sent it. */
  readonly items: ReadonlyArray<A>
  /** The next page; `None` only when the provider said that this is the last one. */
  readonly next: Option.Option<Cursor>
  /**
   * Give it back as `from` to read this page again. A page of a client always has it.
   */
  readonly from: Option.Option<Cursor>
  /**
   * Store it after each page: given back as `from`, the walk goes on after this page. On the last
   * page it leads to the sessions that are new by then; it is `None` there if the provider's order
   * does not allow that, or if the query filters by `status`, which changes after a cursor has
   * passed.
   */
  readonly resume: Option.Option<Cursor>
  /** How many sessions the whole list has, where the provider tells (Polar, Flowglad). */
  readonly total: Option.Option<number>
}

/**
 * Makes a page: for a test double, or for a list of your own. Fields that are left out are `None`.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const make = <A>(page: {
  readonly provider: ProviderName
  readonly items: ReadonlyArray<A>
  readonly next?: Option.Option<Cursor>
  readonly from?: Option.Option<Cursor>
  readonly resume?: Option.Option<Cursor>
  readonly total?: Option.Option<number>
}): Page<A> => ({
  next: Option.none(),
  from: Option.none(),
  resume: page.next ?? Option.none(),
  total: Option.none(),
  ...page
})
