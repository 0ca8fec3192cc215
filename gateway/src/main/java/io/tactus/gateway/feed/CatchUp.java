package io.tactus.gateway.feed;

import io.tactus.pipeline.change.ChangeReader;

/**
 * One subscriber on its way from the sequence it is after to where everybody else is. Threading:
 * feed thread.
 */
record CatchUp(Subscriber subscriber, ChangeReader reader, FeedView view) {}
