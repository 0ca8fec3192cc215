package io.tactus.pipeline.violation;

/** A library of the gateway. */
public final class UsesUndertow {
  io.undertow.Undertow server;
}
