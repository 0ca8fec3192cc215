package io.tactus.storage.violation;

/** An arrow that points upwards. */
public final class UsesThePipeline {
  io.tactus.pipeline.Engine engine;
}
