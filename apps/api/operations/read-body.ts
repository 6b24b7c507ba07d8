import { fieldsOf } from '#libs/cases';
import { parseJson } from '#libs/intake';
import { Problem } from '../problems/problem.js';
import type { Dto } from './operation.js';
import { validated, type Wrong } from './read-parameters.js';

/** Our own bodies are short: a few names and dates. */
const longestBody = 64 * 1024;
const deepest = 8;

/**
 * A JSON body by the one of its DTOs that it has most members of.
 * @throws JsonRejected; Problem `body.invalid`, naming fields as we call them, never what was sent.
 */
export function readBody(dtos: readonly Dto[], bytes: Uint8Array): object {
  const sent = parseJson(bytes, { maxBytes: longestBody, maxDepth: deepest });
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    throw invalid([{ name: '', en: 'The body is a JSON object.' }]);
  }
  const plain = sent as Record<string, unknown>;
  const chosen = meant(dtos, plain);
  const allowed = fieldsOf(chosen).map(({ name }) => name);
  const unknown = Object.keys(plain).some((name) => !allowed.includes(name));
  const read = validated(chosen, plain);
  const wrong: Wrong[] = 'wrong' in read ? [...read.wrong] : [];
  if (unknown) wrong.push({ name: '', en: `A member is not one of this operation; those are ${allowed.join(', ')}.` });
  if (wrong.length > 0 || !('value' in read)) throw invalid(wrong);
  return read.value;
}

function meant(dtos: readonly Dto[], plain: Readonly<Record<string, unknown>>): Dto {
  const shared = (dto: Dto): number => fieldsOf(dto).filter(({ name }) => Object.hasOwn(plain, name)).length;
  return dtos.reduce((best, one) => (shared(one) > shared(best) ? one : best));
}

const invalid = (wrong: readonly Wrong[]): Problem =>
  new Problem('body.invalid', {
    members: { fields: wrong.map(({ name, en }) => ({ field: name && `/${name}`, en })) },
  });
