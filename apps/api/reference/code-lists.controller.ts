import { Controller, Get } from '@nestjs/common';
import { DateField, Text } from '#libs/cases';
import {
  codeList,
  codeLists,
  holdsOn,
  isCodeList,
  listVersion,
  periodsOf,
  valueOf,
  type CodeEntry,
  type CodeList,
} from '#libs/reference';
import { codeListAnswer, codeListList } from '../operations/answers.js';
import { Asked, Path } from '../operations/arguments.js';
import { jsonType, Operation } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';

export class CodeListPath {
  @Text({
    en: 'Id of the code list.',
    da: 'Kodeliste',
    max: 60,
    pattern: /^[A-Za-z0-9]+$/,
    example: 'placementBasisSamtykke',
  })
  list!: string;
}

export class CodeListQuery {
  @DateField({ en: 'Only codes that hold on this day.', da: 'Dag', required: false, example: '2026-03-31' })
  on?: string;
}

@Controller('v1/code-lists')
export class CodeListsController {
  @Get()
  @Operation({
    id: 'listCodeLists',
    group: 'Reference',
    en: 'Every code list',
    da: 'Alle kodelister',
    roles: ['publish', 'read'],
    gives: [jsonType],
    answer: codeListList,
  })
  list() {
    return { codeLists: codeLists().map((one) => ({ ...headOf(one), codes: one.codes.length })) };
  }

  @Get(':list')
  @Operation({
    id: 'getCodeList',
    group: 'Reference',
    en: 'The codes of a list, with their validity',
    da: 'En listes koder med gyldighed',
    roles: ['publish', 'read'],
    path: CodeListPath,
    query: CodeListQuery,
    gives: [jsonType],
    answer: codeListAnswer,
    problems: ['code-list.unknown'],
  })
  get(@Path() { list }: CodeListPath, @Asked() { on }: CodeListQuery) {
    if (!isCodeList(list)) throw new Problem('code-list.unknown');
    const found = codeList(list);
    const codes = found.codes.filter((entry) => on === undefined || holdsOn(entry, on));
    return { ...headOf(found), note: found.note ?? null, codes: codes.map(codeOf) };
  }
}

const headOf = ({ id, title_en, title_da, source, confidence, access, complete }: CodeList) => ({
  ...{ id, en: title_en, da: title_da, source, confidence, access, complete },
  version: listVersion(id),
});

const codeOf = (entry: CodeEntry) => ({
  value: valueOf(entry) ?? null,
  code: entry.code,
  en: entry.en,
  da: entry.da,
  reportable: !entry.aggregate && !entry.internal && entry.reportable !== false,
  periods: periodsOf(entry).map(({ validFrom, validTo }) => ({
    ...(validFrom && { validFrom }),
    ...(validTo && { validTo }),
  })),
  note: entry.note ?? null,
});
