/**
 * The change feed: what commits changed, shown to whoever subscribed.
 *
 * <pre>
 *  applying thread          feed thread                              IO threads
 *  ChangeLog (ring) ──wake─► FeedHub: reads commits once,  ──tasks─► FeedLane: members of each topic
 *                            renders each once per topic              │
 *                            (tables, filter, select, old)            ▼
 *                            CatchUp: one reader per late-comer      Subscriber: a bounded queue of
 *                                                                    shared frames, and its socket
 * </pre>
 *
 * <p>The applying thread appends to its ring and at most unparks the feed thread. One feed thread
 * does all filtering and rendering; a {@link io.tactus.gateway.feed.Frame} is bytes shared by all
 * who get it. It hands over one round of frames and goes on when every IO thread has passed them
 * on, so nothing piles up between them: if that takes too long, the ring overtakes it and
 * subscribers are told. Nobody waits for a subscriber: whoever lets more than its bound pile up is
 * cut off.
 *
 * <p>No gap and no repeat: a subscriber is always <em>after</em> a sequence. It begins after the
 * version its first rows were read from, or after the sequence it names; a reader of its own brings
 * it from there to where the feed thread stands, between two rounds, and from then on it is a
 * member of its topic. Frames at or before its sequence are not for it.
 *
 * <p>Threads: {@link io.tactus.gateway.feed.FeedHub} says which of its methods are for whom;
 * everything of a {@link io.tactus.gateway.feed.FeedLane} and its subscribers belongs to one IO
 * thread.
 */
package io.tactus.gateway.feed;
