// Leads from "what happens?" to what helps, question by question. Every answer can be taken back.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  type AdviceId,
  asksSupport,
  brokenWay,
  isQuestion,
  nextOf,
  type QuestionId,
  START,
  stepsOf,
  type TroubleFacts,
} from "../../lib/headway/trouble.ts";
import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Actions } from "../health/weighed-row.tsx";
import { SupportLink } from "../health/support-link.tsx";
import { TravelCheck } from "../travel/travel-check.tsx";
import { Button } from "../controls/button.tsx";
import { BackIcon } from "../controls/icons.tsx";
import { ADVICE_TITLES, QUESTION_WORDS } from "./question-words.ts";
import { stepText } from "./step-words.ts";

type Answered = { readonly question: QuestionId; readonly answer: string };

export type TroubleGuideProps = {
  readonly facts: TroubleFacts;
  /** Where the vault is open. */
  readonly account: AccountView | null;
  readonly onChanged: () => Promise<void>;
};

export function TroubleGuide(props: TroubleGuideProps) {
  const [answered, setAnswered] = useState<readonly Answered[]>([]);
  const title = useRef<HTMLHeadingElement>(null);
  const depth = answered.length;
  // The answer that was pressed is gone.
  useLayoutEffect(() => {
    if (depth > 0) title.current?.focus();
  }, [depth]);
  const last = answered.at(-1);
  const place = last === undefined ? START : (nextOf(last.question, last.answer) ?? START);
  return (
    <section class="card section" aria-labelledby="trouble-title">
      <h2 id="trouble-title" ref={title} tabIndex={-1}>
        {message(isQuestion(place) ? QUESTION_WORDS[place].question : ADVICE_TITLES[place])}
      </h2>
      {isQuestion(place) ? (
        <Answers
          question={place}
          onAnswer={(answer) => setAnswered([...answered, { question: place, answer }])}
        />
      ) : (
        <Advice advice={place} {...props} />
      )}
      {depth === 0 ? null : (
        <div class="row-actions">
          <Button kind="quiet" onPress={() => setAnswered(answered.slice(0, -1))}>
            <BackIcon />
            {message("common_back")}
          </Button>
          <Button kind="quiet" onPress={() => setAnswered([])}>
            {message("trouble_start_again")}
          </Button>
        </div>
      )}
    </section>
  );
}

function Answers(props: { question: QuestionId; onAnswer: (answer: string) => void }) {
  return (
    <ul class="answers">
      {Object.entries(QUESTION_WORDS[props.question].answers).map(([answer, label]) => (
        <li key={answer}>
          <Button wide onPress={() => props.onAnswer(answer)}>
            {message(label)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Advice(props: TroubleGuideProps & { advice: AdviceId }) {
  const { advice, facts, account } = props;
  if (advice === "travel" && account !== null) {
    return <TravelCheck account={account} onChanged={props.onChanged} />;
  }
  return (
    <ol class="steps">
      {stepsOf(advice, facts).map((step) => (
        <li key={step}>
          {stepText(step, facts, brokenWay(advice))}
          {asksSupport(step, facts.role) ? (
            <Actions>
              <SupportLink />
            </Actions>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
