package io.tactus.storage.index;

/**
 * What an audit found in a tree.
 *
 * @param entries entries
 * @param leaves leaves that hold them
 * @param freeNodes nodes waiting to be used again
 * @param height levels
 * @param fill entries as a fraction of what the leaves could hold
 * @param bytesPerEntry bytes of all pages of the area for each entry
 */
public record TreeFigures(
    long entries, long leaves, long freeNodes, int height, double fill, double bytesPerEntry) {}
