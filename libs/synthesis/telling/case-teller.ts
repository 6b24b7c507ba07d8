import type { EventDataByType, EventName } from '#libs/cases';
import type { Reference } from '../numbers/person-number.js';
import type { Story } from './story.js';

/** What every event of a case carries, given by the teller. */
type Common = 'reporter' | 'sentAt' | 'person' | 'caseId';

type CaseFields<T extends EventName> = Omit<EventDataByType[T], Common>;

/** Tells the events of one case of one municipality. */
export class CaseTeller {
  /** @param person how the child is named from now on; changes when it gets another number */
  constructor(
    readonly story: Story,
    readonly reporter: string,
    public caseId: string,
    public person: Reference,
    /** Fields that every event of the case carries, e.g. who pays. */
    public always: Readonly<Record<string, unknown>> = {},
  ) {}

  /** Tells a fact of the case; gives the event's id. */
  tell<T extends EventName>(type: T, day: string, fields: CaseFields<T>): string {
    return this.story.tell(type, day, this.content(fields));
  }

  /** The whole content of a fact of the case. */
  content(fields: object): Record<string, unknown> {
    const { reporter, caseId, person, always } = this;
    return { reporter, person, caseId, ...always, ...fields };
  }

  /** Tells a fact about a person. */
  about<T extends EventName>(
    type: T,
    day: string,
    person: Reference,
    fields: Omit<EventDataByType[T], Common>,
  ): string {
    return this.story.tell(type, day, { reporter: this.reporter, person, ...fields });
  }

  /** How the child is named where there is no case id to say whose unborn or anonymous child it is. */
  get personAlone(): Reference {
    const { person, caseId } = this;
    return person.kind === 'unborn' || person.kind === 'anonymous' ? { ...person, caseId } : person;
  }
}
