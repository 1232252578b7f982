import vine from '@vinejs/vine'

export const signInBody = vine.create({
  login: vine.string().trim().minLength(1).maxLength(64),
  password: vine.string().minLength(1).maxLength(128),
})

export const codeBody = vine.create({ code: vine.string().trim().minLength(1).maxLength(40) })

/** A code of the app, or the password of who has none. */
export const proofBody = vine.create({ proof: vine.string().minLength(1).maxLength(128) })

export const changePasswordBody = vine.create({
  current: vine.string().minLength(1).maxLength(128),
  next: vine.string().minLength(1).maxLength(128),
})
