import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those whose files take longest begin, or the last of them runs alone at the end. */
const projects = ["contract", "integration", "unit-alone", "unit"];

const placeOf = ({ project }: TestSpecification) => projects.indexOf(project.name);

/** Project by project; within one in vitest's own order, which knows how long each file took before. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
