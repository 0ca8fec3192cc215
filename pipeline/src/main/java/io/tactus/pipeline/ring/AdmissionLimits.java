package io.tactus.pipeline.ring;

/**
 * What admission checks.
 *
 * @param maxCommandBytes larger commands are refused
 * @param minReplyBytes reserved for every reply, so that a refusal always fits
 * @param framesReserve with fewer frames left, commands are refused
 */
public record AdmissionLimits(int maxCommandBytes, int minReplyBytes, long framesReserve) {}
