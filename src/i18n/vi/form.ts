/** Words of what a deed did, for the top of the page that follows it. */
export const form = {
  'form.draftSaved': 'Đã lưu bản nháp. Bản nháp chưa được gửi đi.',
} as const
