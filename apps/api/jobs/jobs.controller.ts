import { Controller, Get, Inject, Post } from '@nestjs/common';
import type { House } from '#apps/house';
import type { Principal } from '#libs/intake';
import type { Job } from '#libs/jobs';
import { orderOf, orderProblems } from '../deliveries/delivery-requests.js';
import { jobAnswer, jobList } from '../operations/answers.js';
import { Asked, Path, Sent, Who } from '../operations/arguments.js';
import { jsonType, Operation } from '../operations/operation.js';
import { HOUSE } from '../parts.js';
import { JobOrder, JobPath, JobQuery } from './job-requests.js';

const group = 'Jobs';

@Controller('v1/jobs')
export class JobsController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Post()
  @Operation({
    id: 'addJob',
    group,
    en: 'Deliver as a job',
    da: 'Lever som job',
    more:
      'For what takes longer than a request. The job goes on after a restart of the server. The same order as of the same moment is the same ' +
      'job; one that has ended is done again, which gives the same delivery.',
    roles: ['deliver'],
    takes: [jsonType],
    body: [JobOrder],
    gives: [jsonType],
    answer: jobAnswer,
    problems: [...orderProblems, 'jobs.still-ending', 'jobs.unreachable', 'jobs.store-failed'],
  })
  async add(@Sent() { kind, ...order }: JobOrder, @Who() who: Principal) {
    return { job: told(await this.house.jobs.add(kind, orderOf(order), who)) };
  }

  @Post('rebuilds')
  @Operation({
    id: 'addRebuild',
    group,
    en: 'Build every projection of this server anew, as a job',
    da: 'Byg alle projektioner på denne server op på ny, som job',
    more: 'Only the server that was asked does it, and keeps the job. Cancelled or killed, it has changed nothing.',
    roles: ['operate'],
    gives: [jsonType],
    answer: jobAnswer,
    problems: ['jobs.still-ending', 'jobs.store-failed'],
  })
  async addRebuild(@Who() who: Principal) {
    return { job: told(await this.house.jobs.addRebuild(who)) };
  }

  @Get()
  @Operation({
    id: 'listJobs',
    group,
    en: 'Jobs, the newest first',
    da: 'Job, de nyeste først',
    roles: ['deliver', 'operate'],
    query: JobQuery,
    gives: [jsonType],
    answer: jobList,
    problems: ['jobs.unreachable'],
  })
  async list(@Asked() paging: JobQuery, @Who() who: Principal) {
    const { jobs, next } = await this.house.jobs.list(who, paging);
    return { jobs: jobs.map(told), next };
  }

  @Get(':jobId')
  @Operation({
    id: 'getJob',
    group,
    en: 'One job: how far it is, and what came of it',
    da: 'Et job: hvor langt det er, og hvad der kom ud af det',
    roles: ['deliver', 'operate'],
    path: JobPath,
    gives: [jsonType],
    answer: jobAnswer,
    problems: ['job.unknown', 'jobs.unreachable'],
  })
  async get(@Path() { jobId }: JobPath, @Who() who: Principal) {
    return { job: told(await this.house.jobs.get(jobId, who)) };
  }

  @Post(':jobId/cancel')
  @Operation({
    id: 'cancelJob',
    group,
    en: 'End a job; what it delivered stays',
    da: 'Afbryd et job; hvad det har leveret, består',
    roles: ['deliver', 'operate'],
    path: JobPath,
    gives: [jsonType],
    answer: jobAnswer,
    problems: ['job.unknown', 'jobs.unreachable'],
  })
  async cancel(@Path() { jobId }: JobPath, @Who() who: Principal) {
    return { job: told(await this.house.jobs.cancel(jobId, who)) };
  }
}

/** A job as its asker sees it. */
function told({ id, kind, data, state, progress, result, failure, attempts, addedAt, endedAt }: Job) {
  const { order } = data as { order?: unknown };
  return {
    id,
    kind,
    ...(order !== undefined && { order }),
    state,
    progress,
    result,
    failure,
    attempts,
    addedAt,
    endedAt,
  };
}
