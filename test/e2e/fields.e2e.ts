// A tenth of the fill corpus; `test/soak/fields.soak.ts` has all of it.

import { declareCorpus } from "./fields/suite.ts";

declareCorpus(1 / 10);
