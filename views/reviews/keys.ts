/**
 * A queue is gone through without the mouse: a key to accept, one to return, Enter to save, which opens the next.
 * They are the browser's own access keys, so they need no script and do not get in the way of typing.
 */
export const KEYS = { accept: 'y', return: 't', next: 'n' } as const
