const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text has the shape of an id of a record, in the small letters in which ids are kept. */
export const isRecordId = (text: string): boolean => UUID.test(text)
