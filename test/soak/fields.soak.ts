// The whole fill corpus.

import { declareCorpus } from "../e2e/fields/suite.ts";

declareCorpus(1);
