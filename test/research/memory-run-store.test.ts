import { memoryRunStore } from '../../src/research/memory-run-store.ts'
import { testRunStore } from '../contracts/run-store.ts'

testRunStore('memoryRunStore', memoryRunStore)
