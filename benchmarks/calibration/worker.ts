import { parentPort } from 'node:worker_threads'
import { runTrial, type Trial } from './trial.ts'

// One market after the other, as they come.
parentPort?.on('message', (trial: Trial) => parentPort?.postMessage(runTrial(trial)))
