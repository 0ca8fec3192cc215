package io.tactus.gateway.feed;

/**
 * One query and all who want it: rendered once for all of them. Threading: feed thread; IO threads
 * use it as a name only.
 */
final class Topic {

  private final FeedView view;
  private int members;

  Topic(FeedView view) {
    this.view = view;
    view.topic(this);
  }

  FeedView view() {
    return view;
  }

  void join() {
    members++;
  }

  /** Returns whether it has lost its last member. */
  boolean leave() {
    return --members == 0;
  }
}
