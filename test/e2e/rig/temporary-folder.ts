// Where things lie that end with the tests, such as the browsers' profiles: in memory, if there is enough of it, since
// a disk keeps browsers waiting.

import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const MEMORY = "/dev/shm";
const WANTED_BYTES = 4 * 2 ** 30;

export function temporaryFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < WANTED_BYTES ? tmpdir() : MEMORY;
}
