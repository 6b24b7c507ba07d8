import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Role } from '#libs/intake';
import type { ProblemCode } from '../problems/problem-table.js';

/** A DTO declared with the field decorators of `#libs/cases`: validation, JSON Schema and documentation in one. */
export type Dto = new () => object;

/** A JSON Schema (2020-12). */
export type Schema = Readonly<Record<string, unknown>>;

/** What one operation takes and gives. Enforced by the hooks and written into the OpenAPI document: one source for both. */
export interface OperationInfo {
  /** Unique, stable: the `operationId`. */
  readonly id: string;
  readonly group: Group;
  readonly en: string;
  readonly da: string;
  /** More about it, English. */
  readonly more?: string;
  /** A credential needs one of these; `open` = none at all. */
  readonly roles: readonly Role[] | 'open';
  readonly path?: Dto;
  readonly query?: Dto;
  /** Request headers of its own, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Media types of the body; absent = no body. */
  readonly takes?: readonly string[];
  /** Its body is a stream without end: no limit, no time limit but for standing still. */
  readonly streams?: true;
  /** DTOs of a JSON body; that which it has most members of is meant. */
  readonly body?: readonly Dto[];
  /** The schema of a body that is judged elsewhere. */
  readonly bodySchema?: Schema;
  readonly example?: unknown;
  /** Media types of the answer, the default first. */
  readonly gives: readonly string[];
  readonly answer?: Schema;
  /** What it may say beside the problems every operation has. */
  readonly problems?: readonly ProblemCode[];
}

export const groups = [
  ['Events', 'Hændelser'],
  ['Imports', 'Importer'],
  ['Reference', 'Kodelister og hændelsestyper'],
  ['Views', 'Visninger og skemaer'],
  ['Trace', 'Sporing'],
  ['Deliveries', 'Leverancer'],
  ['Jobs', 'Job'],
  ['Operation', 'Drift'],
  ['Health', 'Tilstand'],
  ['Documentation', 'Dokumentation'],
] as const;
export type Group = (typeof groups)[number][0];

export const jsonType = 'application/json';
export const csvType = 'text/csv';
export const ndjsonType = 'application/x-ndjson';
export const gzipType = 'application/gzip';
export const htmlType = 'text/html';
export const eventType = 'application/cloudevents+json';
export const batchType = 'application/cloudevents-batch+json';

/** Declares a controller's method as an operation; success is 200. */
export const Operation = (operation: OperationInfo): MethodDecorator =>
  applyDecorators(RouteConfig({ operation }), HttpCode(200));
