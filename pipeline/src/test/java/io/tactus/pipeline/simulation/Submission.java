package io.tactus.pipeline.simulation;

import org.agrona.DirectBuffer;

/**
 * A command ready to be handed over.
 *
 * @param body valid until the next command is made up
 */
record Submission(
    int type, long schemaVersion, DirectBuffer body, int length, int replyBytes, Move move) {}
