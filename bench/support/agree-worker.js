// Asks one peer one question, input by input. The host zone is inherited from run.js.
import { workerData } from "node:worker_threads";
import { contestants } from "../contestants/index.js";
import { firstArguments, questions, secondArguments } from "./questions.js";

const { index, questionIndex, answers, progress, from, to } = workerData;
const [peer, question] = [contestants[index], questions[questionIndex]];
const [first, second] = [firstArguments(question, peer), secondArguments(question, peer)];

for (let i = from; i < to; i++) {
  Atomics.store(progress, 0, i);
  try {
    answers[i] = Number(peer[question.call](first[i], second[i]));
  } catch {
    answers[i] = Number.NaN; // an error is a wrong answer
  }
}
Atomics.store(progress, 0, to);
