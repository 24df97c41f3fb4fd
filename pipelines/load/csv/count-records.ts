// The thread on which the records of a large file are counted.
import { parentPort, workerData } from 'node:worker_threads'
import { type CountedFile, plainRecords } from './plain-records.ts'

parentPort?.postMessage(await plainRecords(workerData as CountedFile))
