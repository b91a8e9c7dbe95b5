const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]{2,}$/

/** An address that a letter can be sent to: no spaces, one sign in the middle, a dot after it; never two of them. */
export const isEmail = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)
