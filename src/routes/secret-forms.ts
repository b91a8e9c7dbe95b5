/** Forms in which passwords and codes are typed; what stands in them is never shown again. */
export const isSecret = (path: string): boolean =>
  /\/(login(\/code)?|account\/password|account\/second-factor\/\w+|(link|setup)\/[^/]+)$/.test(path)
