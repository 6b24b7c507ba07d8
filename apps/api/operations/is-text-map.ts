import { ValidateBy } from 'class-validator';

/** class-validator: an object of at most 10 short texts by names of ours. */
export const IsTextMap = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTextMap',
    validator: { validate: isTextMap, defaultMessage: () => 'an object of short texts' },
  });

function isTextMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= 10 &&
    entries.every(
      ([name, text]) => /^[a-z][A-Za-z-]{0,39}$/.test(name) && typeof text === 'string' && text.length <= 100,
    )
  );
}
