/** The next page of a list whose pages are numbered, read so that it overlaps the one before. */

interface Window {
  readonly page: number
  readonly limit: number
}

/** How many rows two pages share at least. One shows that rows moved, except among equal sort keys. */
const shared = 2

/** From this page size on, pages overlap; smaller ones would cost too many requests. */
const leastLimit = 50

/** The smallest part of the page size that is ever asked for. */
const smallest = 0.8

/**
 * The window after a page: the one that reaches farthest, among those that begin before its end.
 *
 * A page begins at a multiple of its size, so only another size lets it begin a little earlier. This
 * costs one request in seven. It is what shows that rows moved: a row that vanished before the page
 * moves all later ones up, and `total_count` hides it when another row appeared meanwhile.
 */
export const windowAfter = (
  { limit, page }: Window,
  items: number,
  most = limit
): { readonly at: { page: number; limit: number }; readonly overlap: number } => {
  const end = page * limit
  let next = { page: page + 1, limit }
  // A page that is not full has no known end to overlap.
  if (most < leastLimit || limit > most || items < limit) return { at: next, overlap: 0 }
  let reach = 0
  for (let size = most; size >= most * smallest; size--) {
    const number = Math.floor((end - shared) / size) + 1
    if (number * size > reach) {
      next = { page: number, limit: size }
      reach = number * size
    }
  }
  return { at: next, overlap: end - (next.page - 1) * next.limit }
}
