import type { Data } from "./provider.js"
import { momentOf, type Options, settings } from "./options.js"
import type { ProviderName } from "./providerName.js"
import { providers } from "./registry.js"
import * as Timeline from "../life/timeline.js"

/** The data of one provider at the moment that the options name; at time 0 where they name none. */
export const at = (
  provider: ProviderName,
  options: Options = {}
): { readonly data: Data; readonly timeline: Timeline.Timeline } => {
  const known = settings(options, 0)
  const { data } = providers[provider].make(known)
  const timeline = Timeline.make(provider, data, known.life)
  timeline.advance(momentOf(options) ?? 0)
  return { data, timeline }
}
