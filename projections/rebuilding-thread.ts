import 'reflect-metadata';
import { workerData } from 'node:worker_threads';
import { openSqliteReader } from '#libs/event-log';
import { loadReference } from '#libs/reference';
import { serveShare } from '#projections/engine';
import { allProjections } from './index.js';
import type { RebuildingThread } from './rebuild-threads.js';

/** A thread that folds a share of a rebuild of the house's projections. */
const { data, codes } = workerData as RebuildingThread;
if (codes) loadReference({ extraDirectory: codes });
serveShare(allProjections, openSqliteReader({ directory: data }).reader);
