/** @import { Manager } from "../shared/types.js" */

/**
 * What the builder wrote into the notebook about its course.
 *
 * @param {Manager} manager
 * @returns {{ record: string | undefined, formerly: [string, string][] }} where the course wants
 *   records to be on disk; terms' former ids, each with the id of now
 */
export function courseOf(manager) {
  const { record, formerly } = manager.context?.model?.getMetadata("studywidgets") ?? {};
  return {
    record: typeof record === "string" && record !== "" ? record : undefined,
    formerly: Object.entries(formerly ?? {}).map(([before, now]) => [before, String(now)]),
  };
}
