import { ValidateBy } from 'class-validator';
import { isPlainDate } from '#libs/reference';

/** class-validator: the value is a calendar date YYYY-MM-DD that exists. */
export const IsPlainDate = (): PropertyDecorator =>
  ValidateBy({
    name: 'isPlainDate',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isPlainDate(value),
      defaultMessage: () => 'must be a date YYYY-MM-DD that exists',
    },
  });
