import sentences from './sentences.json';
import { houseRuleById, readingOf, ruleById } from './catalogue.js';
import type { Sentence } from './rule.js';

/** A map, because an id comes from outside: an object would answer for `constructor`. */
const ofGuidance = new Map<string, Sentence>(Object.entries(sentences));

/**
 * What to tell a case worker about a finding or refusal of this rule, in English and Danish. Every rule by which the product
 * finds or refuses has its own sentence; for another one the rule's statement stands, and an id we do not know (of a later
 * version) is named as such, so that a list of findings can always be shown.
 */
export function sentenceOf(id: string): Sentence {
  const house = houseRuleById(id);
  if (house) return { en: `${house.en} ${house.whatToDo.en}`, da: `${house.da} ${house.whatToDo.da}` };
  const own = ofGuidance.get(id);
  if (own) return own;
  const text = ruleById(id)?.text ?? readingOf(id)?.text;
  return text ? { en: text, da: `Se regel ${id}: ${text}` } : { en: `See rule ${id}.`, da: `Se regel ${id}.` };
}

/** True when the rule has a sentence made for a case worker. */
export const hasSentence = (id: string): boolean => houseRuleById(id) !== undefined || ofGuidance.has(id);
