/** Forms in which passwords and codes are typed, by their path under the base; what stands in them is never shown again. */
export const isSecret = (path: string): boolean =>
  /^\/(login(\/code)?|account\/password|account\/second-factor\/\w+|(link|setup)\/[^/]+(\/picture)?)$/.test(
    path,
  )

/** A page on which a secret stands, or whose address is one, is kept by no browser. */
export function neverKept(answer: Response): Response {
  answer.headers.set('Cache-Control', 'no-store')
  return answer
}
