import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap of the process and of its threads grow to twice what lives in it before it is looked through; V8 would let it be four times
 * that where the machine has memory. For a command that takes a file in or delivers, and ends. V8 reads the flag each time it has collected, so
 * that it may be set at any moment; it holds until the process ends.
 */
export function keepHeapLean(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
