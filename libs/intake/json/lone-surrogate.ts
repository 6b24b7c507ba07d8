const lone = /\p{Surrogate}/u;

/** Whether a text holds half a surrogate pair. */
export const hasLoneSurrogate = (text: string): boolean => lone.test(text);
