package io.tactus.pipeline.ring;

/**
 * What admission checks.
 *
 * @param maxCommandBytes larger commands are refused
 * @param minReplyBytes reserved for every reply, so that a refusal always fits
 */
public record AdmissionLimits(int maxCommandBytes, int minReplyBytes) {}
