/**
 * Off-heap pages, the copy-on-write page table over them, and published versions.
 *
 * <pre>
 *   PageSpace (writer)                         Versions                          any thread
 *   area 0, 1, 2 ... of logical pages  seal()  publish -> fence -> scan slots    Reader.pin() -> Version
 *        |                            ------>  reclaim what no slot can see      AreaView.address(page)
 *   radix page table, nodes are frames                                           Fork = private overlay
 *        |
 *   FramePool: 2 MiB chunks of page-sized frames, each frame with a birth stamp
 *        |
 *   FrameRange: low addresses, so that four bytes name any frame of the process
 * </pre>
 *
 * <p>Words: a <em>page</em> is logical, (area, index); a <em>frame</em> is the physical memory that
 * holds one page or one node of the page table in one or more versions. The writer copies a frame
 * the first time it touches it within a batch, so that what was published never changes.
 *
 * <p>Threads: one writer owns {@link io.tactus.storage.page.PageSpace}, its pool and its undo log;
 * any number of readers (bounded by the slots) see pinned {@link io.tactus.storage.page.Version}s.
 * While the writer waits for them, other threads may change pages of an area each through a {@link
 * io.tactus.storage.page.PageBranch} of the space.
 *
 * <p>What always holds: a frame born in version b and replaced in version r is reused only when no
 * slot holds a version p with b &le; p &lt; r. Page numbers depend only on the order of operations.
 * Steady-state writing, publishing, pinning and reading allocate nothing on the heap.
 */
package io.tactus.storage.page;
