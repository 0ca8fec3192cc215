package io.tactus.storage.parallel;

/** What is to be done for each range. Called by several threads at once. */
@FunctionalInterface
public interface RangeTask {

  /**
   * Does one range. What it throws ends the job.
   *
   * @param range from 0; ranges begin in ascending order
   * @param work takes what the range has cost so far; also if the task throws then
   */
  void run(int range, RangeWork work);
}
